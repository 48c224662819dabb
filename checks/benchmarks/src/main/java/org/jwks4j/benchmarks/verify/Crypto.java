package org.jwks4j.benchmarks.verify;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.conscrypt.Conscrypt;
import org.jspecify.annotations.Nullable;

/** Whose crypto. */
public enum Crypto {
    /** What the JDK brings. */
    JDK,
    /** The Amazon Corretto Crypto Provider. */
    ACCP,
    /** Conscrypt. */
    CONSCRYPT,
    /** BouncyCastle. */
    BC;

    /** Null for the JDK's, of which each algorithm has its own. */
    @Nullable
    Provider provider() {
        return switch (this) {
            case JDK -> null;
            case ACCP -> new AmazonCorrettoCryptoProvider();
            case CONSCRYPT -> Conscrypt.newProvider();
            case BC -> new BouncyCastleProvider();
        };
    }
}
