package io.quittance.core.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that takes a fresh and migrated {@link TestDatabase} as a parameter: of a test or {@code @BeforeEach}
 * method for that test alone, of a {@code @BeforeAll} method for the whole class.
 *
 * <p>The system property {@code quittance.test.postgres} tells the server: {@code embedded} (default, the newest that is
 * supported), {@code oldest}, {@code container}, or a {@code postgresql://} address whose role may create databases.
 * What is asked for and absent is a failure.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("store")
@ExtendWith(TestDatabaseExtension.class)
public @interface PostgresTest {}
