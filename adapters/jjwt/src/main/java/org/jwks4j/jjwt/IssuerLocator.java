package org.jwks4j.jjwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.LocatorAdapter;
import java.security.Key;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jwks4j.KeyFetcher;
import org.jwks4j.MalformedTokenException;
import org.jwks4j.json.JsonObject;
import org.jwks4j.token.TokenFormatException;
import org.jwks4j.token.UnverifiedToken;

/** One issuer's keys. For what is no JWS there is none. */
final class IssuerLocator extends LocatorAdapter<Key> {
    private final KeyFetcher fetcher;
    private final String issuer;

    IssuerLocator(KeyFetcher fetcher, String issuer) {
        this.fetcher = fetcher;
        this.issuer = issuer;
    }

    @Override
    protected Key locate(JwsHeader header) {
        return fetcher.blocking().getKey(question(header)).publicKey();
    }

    /** What JJWT read of the header, put as the fetcher wants to be asked: as a token that says no more than that. */
    private UnverifiedToken question(JwsHeader header) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("alg", header.getAlgorithm());
        if (header.getKeyId() != null) {
            members.put("kid", header.getKeyId());
        }
        try {
            return UnverifiedToken.parse(encoded(members) + "." + encoded(Map.of("iss", issuer)) + ".");
        } catch (TokenFormatException e) {
            throw new MalformedTokenException(e);
        }
    }

    private static String encoded(Map<String, String> members) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(JsonObject.of(members).toJson().getBytes(UTF_8));
    }
}
