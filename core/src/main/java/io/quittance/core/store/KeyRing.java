package io.quittance.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.spi.Secret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals bytes with AES-256-GCM under the first of several keys, and opens what any of them sealed. Each value gets a key
 * of its own, derived from a random salt, so that no number of values wears a key out. Safe for use by several threads;
 * does not block.
 *
 * <p>Sealed bytes are: the version of this form, 1 byte; the id of the key, 4; salt, 16; nonce, 12; ciphertext with its
 * tag of 16. All but the ciphertext is authenticated with the associated data.
 */
public final class KeyRing {

    private static final byte VERSION = 1;
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 4;
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int HEAD_BYTES = 1 + ID_BYTES + SALT_BYTES + NONCE_BYTES;
    private static final int TAG_BITS = 128;
    private static final String MAC = "HmacSHA256";
    private static final byte[] PURPOSE = "quittance sealed value 1".getBytes(UTF_8);

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Key> keys = new LinkedHashMap<>();
    private final String primary;

    /**
     * A ring of these keys.
     *
     * @param keys each 32 bytes in base64; the first seals, all open
     * @throws IllegalArgumentException if one is not of that form; the message shows nothing of it
     */
    public KeyRing(Secret keys) {
        for (String written : keys.values()) {
            byte[] key = Base64.getDecoder().decode(written);
            if (key.length != KEY_BYTES) {
                throw new IllegalArgumentException("A key has " + KEY_BYTES + " bytes in base64");
            }
            this.keys.put(Secret.fingerprint(written), new SecretKeySpec(key, MAC));
        }
        this.primary = Secret.fingerprint(keys.newest());
    }

    /** The id of the key that seals: what a {@linkplain Secret#fingerprint fingerprint} shows of it. */
    public String primary() {
        return primary;
    }

    /** The ids of all keys. */
    public Set<String> ids() {
        return Set.copyOf(keys.keySet());
    }

    /**
     * Seals bytes under the first key.
     *
     * @param associatedData what the value belongs to: it opens only with the same
     */
    public byte[] seal(byte[] plain, byte[] associatedData) {
        byte[] head = new byte[HEAD_BYTES];
        random.nextBytes(head);
        ByteBuffer.wrap(head).put(VERSION).put(HexFormat.of().parseHex(primary));
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, head, associatedData).doFinal(plain);
            return ByteBuffer.allocate(head.length + sealed.length)
                    .put(head)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM", e);
        }
    }

    /**
     * The bytes that were sealed.
     *
     * @throws UnopenableException if their key is not on the ring, they were changed, or belong to something else
     */
    public byte[] open(byte[] sealed, byte[] associatedData) {
        if (sealed.length < HEAD_BYTES + TAG_BITS / Byte.SIZE || sealed[0] != VERSION) {
            throw new UnopenableException("it is in no form that this version knows");
        }
        byte[] head = Arrays.copyOf(sealed, HEAD_BYTES);
        String id = HexFormat.of().formatHex(sealed, 1, 1 + ID_BYTES);
        if (!keys.containsKey(id)) {
            throw new UnopenableException("the key " + id + " is not on the ring");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, head, associatedData)
                    .doFinal(sealed, HEAD_BYTES, sealed.length - HEAD_BYTES);
        } catch (GeneralSecurityException changed) {
            throw new UnopenableException("it was changed, or belongs to another row");
        }
    }

    private Cipher cipher(int mode, byte[] head, byte[] associatedData) throws GeneralSecurityException {
        int salt = 1 + ID_BYTES;
        String id = HexFormat.of().formatHex(head, 1, salt);
        Mac derivation = Mac.getInstance(MAC);
        derivation.init(Objects.requireNonNull(keys.get(id)));
        derivation.update(PURPOSE);
        derivation.update(head, salt, SALT_BYTES);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode,
                new SecretKeySpec(derivation.doFinal(), "AES"),
                new GCMParameterSpec(TAG_BITS, head, salt + SALT_BYTES, NONCE_BYTES));
        cipher.updateAAD(head);
        cipher.updateAAD(associatedData);
        return cipher;
    }

    /** Sealed bytes cannot be opened. Its message says why, and shows nothing of them. */
    public static final class UnopenableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnopenableException(String message) {
            super(message);
        }
    }
}
