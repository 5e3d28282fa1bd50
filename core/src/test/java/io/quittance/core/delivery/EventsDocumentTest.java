package io.quittance.core.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.Secret;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the document shows to merchants does what it says. */
class EventsDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/events.md");
    private static final long SECONDS = WebhookSignatureTest.TIME.getEpochSecond();

    @TempDir
    Path directory;

    @Test
    void shouldShowHowToVerifyASignature() throws Exception {
        Matcher code = Pattern.compile("(?s)```java\\n(.*?)```").matcher(Files.readString(DOCUMENT));
        assertThat(code.find()).isTrue();
        Path source = Files.writeString(directory.resolve("Webhook.java"), code.group(1));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString()))
                .isZero();

        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
            Method verify = loader.loadClass("Webhook")
                    .getMethod(
                            "verify", String.class, String.class, String.class, String.class, byte[].class, long.class);
            String rotating = WebhookSignature.of(
                    new Secret(List.of("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", WebhookSignatureTest.SECRET)),
                    WebhookSignatureTest.ID,
                    WebhookSignatureTest.TIME,
                    WebhookSignatureTest.BODY);

            assertThat(verify(verify, WebhookSignatureTest.SIGNATURE, WebhookSignatureTest.BODY, SECONDS))
                    .isTrue();
            assertThat(verify(verify, rotating, WebhookSignatureTest.BODY, SECONDS))
                    .isTrue();
            assertThat(verify(verify, WebhookSignatureTest.SIGNATURE, "{}", SECONDS))
                    .isFalse();
            assertThat(verify(verify, WebhookSignatureTest.SIGNATURE, WebhookSignatureTest.BODY, SECONDS + 301))
                    .isFalse();
        }
    }

    private static boolean verify(Method verify, String signature, String body, long now) throws Exception {
        return (boolean) verify.invoke(
                null,
                WebhookSignatureTest.SECRET,
                WebhookSignatureTest.ID,
                Long.toString(SECONDS),
                signature,
                body.getBytes(UTF_8),
                now);
    }
}
