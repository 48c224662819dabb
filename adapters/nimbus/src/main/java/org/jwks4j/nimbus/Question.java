package org.jwks4j.nimbus;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import java.text.ParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jwks4j.error.KeyFetchException.MalformedTokenException;
import org.jwks4j.json.JsonObject;
import org.jwks4j.token.TokenFormatException;
import org.jwks4j.token.UnverifiedToken;

/** Which key a header and an issuer need, put as the fetcher wants to be asked: as a token that says no more than that. */
final class Question {
    private Question() {}

    /** Of a token that was parsed by Nimbus, claims and all. */
    static UnverifiedToken of(SignedJWT token) throws BadJWTException {
        try {
            return of(token.getHeader(), token.getJWTClaimsSet().getIssuer());
        } catch (ParseException e) {
            throw new BadJWTException(e.getMessage(), e); // as Nimbus has it
        }
    }

    /** The header goes to our strict reader as it came; of the claims, what Nimbus read counts. */
    static UnverifiedToken of(JWSHeader header, @Nullable String issuer) {
        Map<String, String> claims = issuer == null ? Map.of() : Map.of("iss", issuer);
        Base64URL payload = Base64URL.encode(JsonObject.of(claims).toJson());
        try {
            return UnverifiedToken.parse(header.toBase64URL() + "." + payload + ".");
        } catch (TokenFormatException e) {
            throw new MalformedTokenException(e);
        }
    }
}
