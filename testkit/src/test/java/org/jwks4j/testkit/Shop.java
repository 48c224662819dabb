package org.jwks4j.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;

/** Stands for the service of a reader of the README: it accepts RS256 tokens of one issuer. */
final class Shop {
    private final String issuer;

    Shop(String issuer) {
        this.issuer = issuer;
    }

    int statusFor(String token) {
        List<Map<String, Object>> keys;
        try {
            URI jwksUri = URI.create((String) document(URI.create(issuer + "/.well-known/openid-configuration"))
                    .get("jwks_uri"));
            keys = keysOf(document(jwksUri));
        } catch (IOException | JacksonException e) {
            return 503;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return isGood(ParsedToken.of(token), keys) ? 200 : 401;
    }

    private static Map<String, Object> document(URI uri) throws IOException, InterruptedException {
        HttpResponse<String> response = Http.get(uri);
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode());
        }
        return ParsedJson.object(response.body());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> keysOf(Map<String, Object> jwkSet) {
        return (List<Map<String, Object>>) jwkSet.get("keys");
    }

    private boolean isGood(ParsedToken token, List<Map<String, Object>> keys) {
        boolean signed = keys.stream()
                .filter(key -> key.get("kid").equals(token.header().get("kid")))
                .anyMatch(key -> token.header().get("alg").equals("RS256") && verifies(key, token));
        return signed
                && !token.header().containsKey("crit")
                && token.claims().get("iss").equals(issuer)
                && (long) token.claims().get("exp") > Instant.now().getEpochSecond();
    }

    private static boolean verifies(Map<String, Object> key, ParsedToken token) {
        try {
            return IndependentVerifier.verifies(key, "RS256", token);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
