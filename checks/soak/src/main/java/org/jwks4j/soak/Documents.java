package org.jwks4j.soak;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/** What each host says: the issuers there are, names that are not there, and strangers who do what they can. */
final class Documents {
    private static final int SIZE = 32;

    private final String key = key();
    private final String keys = "{\"keys\":[" + key + "]}";

    /** Strangers are {@code s-17.stranger-17.com}, and each seventh of them has the same idea. */
    Reply answer(String host, String path) {
        boolean forMetadata = path.contains("/.well-known/");
        if (host.startsWith("s-")) {
            int number = Integer.parseInt(host.substring(2, host.indexOf('.')));
            return stranger(number % 8, host, forMetadata);
        }
        if (path.contains("junk")) {
            return new Reply(404, "");
        }
        String issuer = "https://" + host + (path.startsWith("/realms/") ? realm(path) : "");
        return new Reply(200, forMetadata ? metadata(issuer, 0) : keys);
    }

    private static String realm(String path) {
        int end = path.indexOf('/', "/realms/".length());
        return end < 0 ? path : path.substring(0, end);
    }

    private Reply stranger(int kind, String host, boolean forMetadata) {
        String issuer = "https://" + host;
        String plain = forMetadata ? metadata(issuer, 0) : keys;
        return switch (kind) {
            case 0 -> new Reply(200, forMetadata ? metadata(issuer, 9_900) : keys);
            case 1 -> new Reply(200, forMetadata ? metadata(issuer, 1_800) : keys);
            case 2 -> new Reply(200, forMetadata ? plain : keys + " ".repeat(1_000_000));
            case 3 -> new Reply(200, forMetadata ? plain : manyKeys());
            case 4 -> new Reply(500, "");
            case 5 -> Reply.NONE;
            case 6 -> new Reply(302, "");
            default -> new Reply(200, plain);
        };
    }

    private String manyKeys() {
        StringBuilder all = new StringBuilder("{\"keys\":[");
        for (int i = 0; i < 64; i++) {
            all.append(i == 0 ? "" : ",").append(key.replace("key-1", "key-" + i + "x".repeat(200)));
        }
        return all.append("]}").toString();
    }

    private static String metadata(String issuer, int members) {
        StringBuilder document =
                new StringBuilder("{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + "/jwks\"");
        for (int i = 0; i < members; i++) {
            document.append(",\"")
                    .append(Integer.toString(ThreadLocalRandom.current().nextInt(), 36))
                    .append(i)
                    .append("\":1");
        }
        return document.append('}').toString();
    }

    private static String key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            ECPublicKey key = (ECPublicKey) generator.generateKeyPair().getPublic();
            return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"key-1\",\"alg\":\"ES256\",\"use\":\"sig\",\"x\":\""
                    + coordinate(key.getW().getAffineX().toByteArray()) + "\",\"y\":\""
                    + coordinate(key.getW().getAffineY().toByteArray()) + "\"}";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has P-256", e);
        }
    }

    /** RFC 7518 §6.2.1.2: of full length. */
    private static String coordinate(byte[] signed) {
        byte[] full = new byte[SIZE];
        int length = Math.min(SIZE, signed.length);
        System.arraycopy(signed, signed.length - length, full, SIZE - length, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(full);
    }

    /** @param status 0 if there is no answer at all */
    record Reply(int status, String body) {
        static final Reply NONE = new Reply(0, "");

        boolean hangs() {
            return status == 0;
        }
    }
}
