package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;

class DexTest extends VendorContract {
    private static final VendorCase ID = VendorCase.of(
                    "Dex: ID token", Dex.idTokens("https://dex.example.com/dex", "orders"))
            .publishing("https://dex.example.com/dex/keys", "dex/keys.json")
            .header(Map.of())
            .payload("""
                    {"iss":"https://dex.example.com/dex","sub":"CgVhbGljZRIFbG9jYWw","aud":"orders","at_hash":"AAAA",
                     "email":"alice@example.com","email_verified":true,"groups":["staff"],"name":"Alice",
                     "federated_claims":{"connector_id":"ldap","user_id":"alice"}}""")
            .needing("sub")
            .fixing("aud")
            .refusing("a token for another client", "aud", "payments", Reason.WRONG_AUDIENCE)
            .refusing(
                    "a token that another client asked for on behalf of this one",
                    "azp",
                    "payments",
                    Reason.WRONG_CLAIM)
            .refusing(
                    "a token for several clients without azp",
                    "aud",
                    List.of("orders", "payments"),
                    Reason.WRONG_AUDIENCE)
            .refusing(
                    "another Dex behind the same host",
                    "iss",
                    "https://dex.example.com/dex-staging",
                    Reason.UNTRUSTED_ISSUER)
            .refusing("the connector's user in place of Dex's", VendorCase.without("sub"), Reason.MISSING_CLAIM)
            .refusing("the issuer without its path", "iss", "https://dex.example.com", Reason.UNTRUSTED_ISSUER);

    @Override
    List<VendorCase> cases() {
        return List.of(ID);
    }

    @Test
    void settingsOfAnotherForm_sayWhichIsPossible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dex.idTokens("http://dex.example.com", "orders"))
                .withMessageContaining("the issuer is \"http://dex.example.com\"");
    }
}
