package org.jwks4j.verifier.signature;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.KeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import org.jwks4j.provider.SecurityProviders;

/** Keys as one security provider wants them. Thread-safe. */
final class ProviderKeys {
    private static final int MAX_KEYS = 10_000;

    private final Provider provider;
    private final boolean keysAreItsOwn;

    /** Weak, so that a key that was rotated out is forgotten with its key set. Compared by identity. */
    private final Cache<PublicKey, Optional<PublicKey>> translated =
            Caffeine.newBuilder().weakKeys().maximumSize(MAX_KEYS).build();

    ProviderKeys(Provider provider) {
        this.provider = provider;
        this.keysAreItsOwn = SecurityProviders.isOfTheJdk(provider);
    }

    Provider provider() {
        return provider;
    }

    /** The key as the provider wants it: to translate another's costs some of them more than half a verification. */
    PublicKey own(PublicKey key) {
        if (keysAreItsOwn && SecurityProviders.isOfTheJdk(key)) {
            return key;
        }
        Optional<PublicKey> own = translated.getIfPresent(key);
        if (own == null) {
            own = translate(key);
            translated.put(key, own);
        }
        return own.orElse(key);
    }

    /** A provider may name its keys by their curve, for which another has no factory. */
    private static String familyOf(PublicKey key) {
        if (key instanceof ECPublicKey) {
            return "EC";
        }
        return key instanceof EdECPublicKey ? "EdDSA" : key.getAlgorithm();
    }

    /** By its numbers, since the encoding would hold, of some provider's keys, the curve itself and not its name. */
    private static KeySpec specOf(PublicKey key) {
        return key instanceof ECPublicKey ec
                ? new ECPublicKeySpec(ec.getW(), ec.getParams())
                : new X509EncodedKeySpec(key.getEncoded());
    }

    /** Empty if it stays as it is; itself would keep it from being forgotten. */
    @SuppressWarnings("ReferenceEquality")
    private Optional<PublicKey> translate(PublicKey key) {
        return made(key, provider).or(() -> ofTheJdk(key)).filter(own -> own != key);
    }

    /** A provider without a factory for such keys, as ACCP for EdDSA, accepts those of the JDK, but not those of other providers. */
    private static Optional<PublicKey> ofTheJdk(PublicKey key) {
        return SecurityProviders.installed()
                .filter(SecurityProviders::isOfTheJdk)
                .filter(jdk -> jdk.getService("KeyFactory", familyOf(key)) != null)
                .findFirst()
                .flatMap(jdk -> made(key, jdk));
    }

    private static Optional<PublicKey> made(PublicKey key, Provider maker) {
        try {
            return Optional.of(KeyFactory.getInstance(familyOf(key), maker).generatePublic(specOf(key)));
        } catch (GeneralSecurityException e) {
            return Optional.empty(); // no factory for such keys, or not for this one: the signature will tell
        }
    }
}
