package io.quittance.core.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An authority of a test, which signs certificates. It is made by the {@code keytool} of the JDK. */
public final class TestingAuthority {

    private static final String PASSWORD = "testing-authority";
    private static final String OWN = "authority";
    private static final int USUAL_DAYS = 30;

    private final Path store;

    private TestingAuthority(Path store) {
        this.store = store;
    }

    /**
     * Who somebody is.
     *
     * @param chain its certificate and that of the authority, PEM
     * @param key PKCS #8, PEM
     */
    public record Identity(String chain, String key) {

        /** The same, to be shown by a server or client. */
        public PemKeyCertOptions shown() {
            return new PemKeyCertOptions().addCertValue(Buffer.buffer(chain)).addKeyValue(Buffer.buffer(key));
        }
    }

    /** An authority whose keys are in this directory. */
    public static TestingAuthority in(Path directory) throws Exception {
        TestingAuthority authority = new TestingAuthority(directory.resolve("authority.p12"));
        authority.generate(OWN, "EC", "CN=Testing authority", "BC:critical=ca:true");
        return authority;
    }

    /** What to trust to trust this authority, PEM. */
    public String certificate() throws Exception {
        return pem("CERTIFICATE", keys().getCertificate(OWN).getEncoded());
    }

    /** The same, for what is told of authorities by a store of keys. */
    public KeyStore trusted() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(OWN, keys().getCertificate(OWN));
        return trusted;
    }

    /**
     * Signs one for a month.
     *
     * @param algorithm {@code EC} or {@code RSA}
     * @param host null: there is only the common name
     */
    public Identity sign(String commonName, String algorithm, @Nullable String host) throws Exception {
        return sign(commonName, algorithm, host, USUAL_DAYS);
    }

    /** Signs one for so many days. */
    public Identity sign(String commonName, String algorithm, @Nullable String host, int days) throws Exception {
        List<String> more = new ArrayList<>(List.of("-signer", OWN, "-signerkeypass", PASSWORD));
        if (host != null) {
            more.addAll(List.of("-ext", "SAN=" + host));
        }
        String alias = "signed-" + keys().size();
        keytool(alias, algorithm, "CN=" + commonName, days, more);
        KeyStore keys = keys();
        StringBuilder chain = new StringBuilder();
        for (Certificate certificate : keys.getCertificateChain(alias)) {
            chain.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        return new Identity(
                chain.toString(),
                pem("PRIVATE KEY", keys.getKey(alias, PASSWORD.toCharArray()).getEncoded()));
    }

    private void generate(String alias, String algorithm, String name, String extension) throws Exception {
        keytool(alias, algorithm, name, USUAL_DAYS, List.of("-ext", extension));
    }

    private void keytool(String alias, String algorithm, String name, int days, List<String> more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                name,
                "-keyalg",
                algorithm,
                algorithm.equals("EC") ? "-groupname" : "-keysize",
                algorithm.equals("EC") ? "secp256r1" : "2048",
                "-validity",
                Integer.toString(days),
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(more);
        Path said = Files.createTempFile(store.getParent(), "keytool", ".log");
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException(Files.readString(said));
        }
    }

    private KeyStore keys() throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store)) {
            keys.load(stream, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static String pem(String kind, byte[] content) {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }
}
