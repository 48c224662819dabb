package org.jwks4j.jjwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsonwebtoken.IncorrectClaimException;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.UnsupportedJwtException;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.jwks4j.adapters.AttackContract;
import org.jwks4j.error.KeyFetchException.KeysUnavailableException;
import org.jwks4j.error.TokenException;

final class LocatorTest extends AttackContract {
    private final JwtParser parser = JjwtKeys.of(fetcher)
            .parser(issuer.issuer())
            .requireAudience(AUDIENCE)
            .build();

    @Override
    protected String subjectOf(String token, String algorithm) {
        return parser.parseSignedClaims(token).getPayload().getSubject();
    }

    @Override
    protected boolean isUnavailable(Throwable failure) {
        if (failure instanceof KeysUnavailableException) {
            return true;
        }
        assertThat(failure).isInstanceOfAny(TokenException.class, JwtException.class, IllegalArgumentException.class);
        return false;
    }

    @Override
    protected boolean seesIssuerFirst() {
        return false;
    }

    @Override
    protected boolean triesSeveralKeys() {
        return false;
    }

    @Test
    void encryptedToken_hasNoKey() {
        SecretKeySpec secret = new SecretKeySpec(new byte[32], "AES");
        String jwe = Jwts.builder()
                .subject("alice")
                .encryptWith(secret, Jwts.KEY.DIRECT, Jwts.ENC.A256GCM)
                .compact();

        assertThatThrownBy(() -> parser.parse(jwe)).isInstanceOf(UnsupportedJwtException.class);
    }

    @Test
    void keyIdThatNoTokenMayHave_isRefused() {
        refused(token().keyId("k".repeat(300)).mint());
    }

    @Test
    void tokenInAnothersName_isRefused_thoughTheIssuerSignedIt() {
        assertThat(refused(token().claim("iss", other.issuer()).mint())).isInstanceOf(IncorrectClaimException.class);
    }
}
