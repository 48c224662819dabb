package org.jwks4j;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.trust.Revoked;
import org.jwks4j.trust.RevokedKeys;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/** What callers share once the keys are there. */
final class KeySetStress {
    private KeySetStress() {}

    @JCStressTest
    @Outcome(id = "EC kid [ES256], EC kid [ES256]", expect = ACCEPTABLE, desc = "Both have the whole key.")
    @Outcome(expect = FORBIDDEN, desc = "A key in parts.")
    @State
    public static class FirstUsesOfAKey {
        private static final TrustedIssuer ISSUER = TrustedIssuer.of("https://issuer.example.com");
        private static final String JWK_SET = """
                {"keys":[{"kid":"kid","kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",\
                "y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}]}""";

        private final KeySet keys = new KeySet(ISSUER, JwkSet.parse(JWK_SET), "");

        @Actor
        public void one(LL_Result seen) {
            seen.r1 = describe(keys.select("kid", JwsAlgorithm.ES256, Revoked.NONE));
        }

        @Actor
        public void other(LL_Result seen) {
            seen.r2 = describe(keys.select("kid", JwsAlgorithm.ES256, Revoked.NONE));
        }

        private static String describe(VerificationKey key) {
            return key.publicKey().getAlgorithm() + ' ' + key.keyId() + ' ' + key.algorithms();
        }
    }

    @JCStressTest
    @Outcome(id = "4", expect = ACCEPTABLE, desc = "All are revoked.")
    @Outcome(expect = FORBIDDEN, desc = "One is lost.")
    @State
    public static class TwoRevocations {
        private static final TrustedIssuer ISSUER = TrustedIssuer.of("https://issuer");

        private final RevokedKeys revoked = new RevokedKeys();

        @Actor
        public void one() {
            revoked.add("https://issuer", "1");
            revoked.add("https://issuer", "2");
        }

        @Actor
        public void other() {
            revoked.add("https://issuer", "3");
            revoked.add("https://issuer", "4");
        }

        @Arbiter
        public void afterwards(I_Result count) {
            count.r1 = revoked.of(ISSUER.name(), ISSUER.aliases()).keyIds().size();
        }
    }
}
