package org.jwks4j.attacks;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.Reason;

/** A genuine token of the right issuer and audience that was made for something else (RFC 8725 §3.11, §3.12). */
class KindAttackTest {
    private final Service service = Service.warm("ES256");

    @AfterEach
    void close() {
        service.close();
    }

    /** RFC 8725 §3.11: each kind of token has a typ of its own, and only that of access and ID tokens is taken. */
    @ParameterizedTest
    @ValueSource(
            strings = {"logout+jwt", "dpop+jwt", "secevent+jwt", "kb+jwt", "oauth-authz-req+jwt", "application/dpop+jwt"
            })
    void aTokenOfAnotherKind_isRefused(String typ) {
        service.refuses(service.token().header("typ", typ).mint(), Reason.WRONG_TYPE);
        service.isUnharmed();
    }

    /** OpenID Connect Back-Channel Logout 1.0 §2.4: a logout token may lack its typ; its events tell. */
    @Test
    void aLogoutTokenWithoutTyp_isRefused() {
        String token = service.token()
                .header("typ", null)
                .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))
                .mint();
        service.refuses(token, Reason.FORBIDDEN_CLAIM);
        service.isUnharmed();
    }
}
