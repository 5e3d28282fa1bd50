package io.quittance.distribution;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A test of the built distribution: a process of its own, real HTTP, a real Postgres.
 *
 * <p>The system property {@code quittance.test.postgres} tells which Postgres, see {@link TestStore}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("end-to-end")
@interface EndToEndTest {}
