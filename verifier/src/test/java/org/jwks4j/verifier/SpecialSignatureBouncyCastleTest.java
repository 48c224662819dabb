package org.jwks4j.verifier;

import java.security.Provider;
import java.security.Security;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same where another provider comes before the JDK's. */
@Isolated("installs a security provider")
final class SpecialSignatureBouncyCastleTest {
    private static final Provider PROVIDER = new BouncyCastleProvider();

    @AutoClose
    static final Shop SHOP = Shop.open(SpecialSignatureTest.ALGORITHMS);

    /** Made before the provider is there. */
    private static final List<SpecialCase> CASES = SpecialSignatureTest.casesOf(SHOP);

    @BeforeAll
    static void install() {
        Security.insertProviderAt(PROVIDER, 1);
    }

    @AfterAll
    static void remove() {
        Security.removeProvider(PROVIDER.getName());
    }

    static List<SpecialCase> cases() {
        return CASES;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void genuineIsVerified_forgedIsRefused(SpecialCase special) {
        special.check(SHOP);
    }
}
