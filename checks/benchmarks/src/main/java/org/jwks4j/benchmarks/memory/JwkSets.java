package org.jwks4j.benchmarks.memory;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;

/** Two RSA keys for each address, always the same ones: numbers that look like moduli, with which no one verifies. */
final class JwkSets {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private JwkSets() {}

    static String issuer(int number) {
        return "https://login.acme.example/realms/tenant-" + number;
    }

    static String uri(int number) {
        return issuer(number) + "/protocol/openid-connect/certs";
    }

    /** A kid as Keycloak makes them: 43 characters. */
    static String keyId(String uri, int key) {
        byte[] bytes = new byte[32];
        new Random(31L * uri.hashCode() + key).nextBytes(bytes);
        return BASE64.encodeToString(bytes);
    }

    static String of(String uri) {
        return "{\"keys\":[" + jwk(uri, 0) + "," + jwk(uri, 1) + "]}";
    }

    private static String jwk(String uri, int key) {
        byte[] number = new BigInteger(2048, new Random(17L * uri.hashCode() + key))
                .setBit(2047)
                .setBit(0)
                .toByteArray();
        return "{\"kid\":\"" + keyId(uri, key) + "\",\"kty\":\"RSA\",\"alg\":\"RS256\",\"use\":\"sig\",\"n\":\""
                + BASE64.encodeToString(Arrays.copyOfRange(number, 1, number.length)) + "\",\"e\":\"AQAB\"}";
    }
}
