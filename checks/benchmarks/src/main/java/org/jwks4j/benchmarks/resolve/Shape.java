package org.jwks4j.benchmarks.resolve;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/** Access tokens as common issuers write them. */
public enum Shape {
    /** About 900 characters, RS256: as Auth0 writes them. */
    AUTH0(
            JWSAlgorithm.RS256,
            "NjVBRjY5MDlCMUIwNzU4",
            "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"%s\"}",
            "{\"iss\":\"%s\",\"sub\":\"auth0|65f1c0a3b2d4e8f9a7c6b5d4\",\"aud\":[\"https://api.acme.example/orders\","
                    + "\"https://acme.eu.auth0.example/userinfo\"],\"iat\":1767225600,\"exp\":1767312000,"
                    + "\"scope\":\"openid profile email read:orders write:orders\",\"gty\":\"password\","
                    + "\"azp\":\"pQ7rT2vX9zB4dF6hJ8kL1mN3pR5sU0wY\",\"org_id\":\"org_9fKx2LmZ\"}"),

    /** About 1,400 characters, RS256: as Keycloak writes them, with nested roles. */
    KEYCLOAK(
            JWSAlgorithm.RS256,
            "FJ86GcF3jTbNLOco4NvZkUCIUmfYCqoqtOQeMfbhNlE",
            "{\"alg\":\"RS256\",\"typ\" : \"JWT\",\"kid\" : \"%s\"}",
            "{\"exp\":1767226200,\"iat\":1767225600,\"auth_time\":1767225590,"
                    + "\"jti\":\"onrtac:0b3a2d6e-51c4-4f0b-9a67-2f3f6f7a9d11\",\"iss\":\"%s\",\"aud\":\"account\","
                    + "\"sub\":\"5d1f6f0a-3c9b-4a55-8a54-0d3e2c1b7f66\",\"typ\":\"Bearer\",\"azp\":\"orders-frontend\","
                    + "\"sid\":\"c7a9e5d2-8f14-4b6a-b0cd-6f0d7e9b3a58\",\"acr\":\"1\","
                    + "\"allowed-origins\":[\"https://orders.acme.example\"],\"realm_access\":{\"roles\":"
                    + "[\"default-roles-acme\",\"offline_access\",\"uma_authorization\"]},\"resource_access\":"
                    + "{\"account\":{\"roles\":[\"manage-account\",\"manage-account-links\",\"view-profile\"]}},"
                    + "\"scope\":\"openid email profile\",\"email_verified\":true,\"name\":\"Zo\u00eb Example\","
                    + "\"preferred_username\":\"zoe\",\"email\":\"zoe@acme.example\"}"),

    /** About 500 characters, ES256: little more than it must say. */
    ES256(
            JWSAlgorithm.ES256,
            "2026-01-orders",
            "{\"alg\":\"ES256\",\"kid\":\"%s\",\"typ\":\"at+jwt\"}",
            "{\"iss\":\"%s\",\"sub\":\"248289761001\",\"aud\":\"https://api.acme.example/orders\","
                    + "\"client_id\":\"s6BhdRkqt3\",\"scope\":\"read:orders write:orders\",\"iat\":1767225600,"
                    + "\"exp\":1767229200,\"jti\":\"dbe39bf3a3ba4238a513f51d6e1691c4\"}");

    @SuppressWarnings("ImmutableEnumChecker") // it is immutable, and does not say so
    final JWSAlgorithm algorithm;

    private final String keyId;
    private final String header;
    private final String payload;

    Shape(JWSAlgorithm algorithm, String keyId, String header, String payload) {
        this.algorithm = algorithm;
        this.keyId = keyId;
        this.header = header;
        this.payload = payload;
    }

    /** How many characters a token of this shape has. */
    public int tokenLength() {
        return mint(Fixture.ISSUER, keyId).length();
    }

    /** A key pair of the kind that such tokens are signed with. */
    JWK newKey() throws JOSEException {
        return newKey(keyId);
    }

    JWK newKey(String named) throws JOSEException {
        JWKGenerator<? extends JWK> generator =
                this == ES256 ? new ECKeyGenerator(Curve.P_256) : new RSAKeyGenerator(2048);
        return generator
                .keyID(named)
                .algorithm(algorithm)
                .keyUse(KeyUse.SIGNATURE)
                .generate();
    }

    /** A token of an issuer. Its signature has the right length and is none, since no one verifies it here. */
    String mint(String issuer, String signedBy) {
        byte[] signature = new byte[this == ES256 ? 64 : 256];
        new Random(issuer.hashCode()).nextBytes(signature);
        return segment(String.format(header, signedBy).getBytes(StandardCharsets.UTF_8)) + "."
                + segment(String.format(payload, issuer).getBytes(StandardCharsets.UTF_8)) + "." + segment(signature);
    }

    private static String segment(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
