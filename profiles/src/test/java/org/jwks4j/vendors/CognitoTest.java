package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;

class CognitoTest extends VendorContract {
    private static final Cognito POOL = Cognito.userPool("eu-west-1", "eu-west-1_Ab12Cd34E");
    private static final String ISSUER = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab12Cd34E";

    private static final VendorCase ACCESS_TOKEN = VendorCase.of("Cognito: access token", POOL.accessTokens("client-1"))
            .publishing(ISSUER + "/.well-known/jwks.json", "cognito/jwks.json")
            .header(Map.of())
            .payload("""
                    {"sub":"aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee","cognito:groups":["staff"],
                     "iss":"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab12Cd34E","version":2,
                     "client_id":"client-1","origin_jti":"11111111-2222-4333-8444-555555555555",
                     "event_id":"66666666-7777-4888-8999-000000000000","token_use":"access",
                     "scope":"openid orders/read","auth_time":1700000000,"jti":"jti-1","username":"alice"}""")
            .needing("sub")
            .fixing("client_id", "token_use")
            .refusing("an ID token of the same user", Map.of("token_use", "id"), Reason.WRONG_CLAIM)
            .refusing("a token for another app client", Map.of("client_id", "client-2"), Reason.WRONG_AUDIENCE)
            .refusing(
                    "another user pool of the same region",
                    Map.of("iss", "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Zz99Yy88X"),
                    Reason.UNTRUSTED_ISSUER);

    private static final VendorCase ID_TOKEN = VendorCase.of("Cognito: ID token", POOL.idTokens("client-1"))
            .publishing(ISSUER + "/.well-known/jwks.json", "cognito/jwks.json")
            .header(Map.of())
            .payload("""
                    {"sub":"aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee","cognito:groups":["staff"],"email_verified":true,
                     "iss":"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab12Cd34E","cognito:username":"alice",
                     "origin_jti":"11111111-2222-4333-8444-555555555555","aud":"client-1",
                     "event_id":"66666666-7777-4888-8999-000000000000","token_use":"id","auth_time":1700000000,
                     "jti":"jti-1","email":"alice@example.com"}""")
            .needing("sub")
            .fixing("aud", "token_use")
            .refusing("an access token of the same user", Map.of("token_use", "access"), Reason.WRONG_CLAIM)
            .refusing("an access token as it is", "client_id", "client-1", Reason.FORBIDDEN_CLAIM)
            .refusing("a token for another app client", Map.of("aud", "client-2"), Reason.WRONG_AUDIENCE);

    @Override
    List<VendorCase> cases() {
        return List.of(ACCESS_TOKEN, ID_TOKEN);
    }

    @Test
    void settingsOfAnotherForm_sayWhichIsPossible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cognito.userPool("Ireland", "eu-west-1_Ab12Cd34E"))
                .withMessage("the region is \"Ireland\", not a region of AWS such as eu-west-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cognito.userPool("eu-west-1", "eu-west-1_../../x"))
                .withMessageContaining("an ID such as eu-west-1_Ab12Cd34E");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cognito.userPool("eu-west-2", "eu-west-1_Ab12Cd34E"))
                .withMessageContaining("another region");
        assertThatIllegalArgumentException().isThrownBy(POOL::accessTokens).withMessageContaining("audience");
    }
}
