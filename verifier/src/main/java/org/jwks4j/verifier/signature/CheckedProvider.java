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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.provider.SecurityProviders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A security provider with what it was found to be good for. One per provider and JVM, so that it is asked once. */
final class CheckedProvider {
    private static final Logger LOG = LoggerFactory.getLogger("org.jwks4j.verifier.JwtVerifier");
    private static final ConcurrentMap<String, CheckedProvider> BY_NAME = new ConcurrentHashMap<>();
    private static final int MAX_KEYS = 10_000;

    private final Provider provider;
    private final boolean keysAreItsOwn;
    private final ConcurrentMap<JwsAlgorithm, Optional<ProviderSignature>> signatures = new ConcurrentHashMap<>();

    /** Weak, so that a key that was rotated out is forgotten with its key set. Compared by identity. */
    private final Cache<PublicKey, Optional<PublicKey>> translated =
            Caffeine.newBuilder().weakKeys().maximumSize(MAX_KEYS).build();

    private CheckedProvider(Provider provider) {
        this.provider = provider;
        this.keysAreItsOwn = SecurityProviders.isOfTheJdk(provider);
    }

    /** Remembered by name, and as long as the provider of that name is the same object. */
    @SuppressWarnings("ReferenceEquality")
    static CheckedProvider of(Provider provider) {
        return BY_NAME.compute(
                provider.getName(),
                (name, known) -> known != null && known.provider == provider ? known : new CheckedProvider(provider));
    }

    Provider provider() {
        return provider;
    }

    /** Empty when the provider lacks the algorithm, or fails at the known answer, which is logged once. */
    Optional<ProviderSignature> signature(JwsAlgorithm algorithm) {
        Optional<ProviderSignature> known = signatures.get(algorithm);
        return known == null ? signatures.computeIfAbsent(algorithm, this::find) : known; // a second caller waits
    }

    private Optional<ProviderSignature> find(JwsAlgorithm algorithm) {
        if (algorithm == JwsAlgorithm.ES256K && keysAreItsOwn) {
            return Optional.empty(); // the JDK has that signature, and since 16 not the curve
        }
        return JcaSignature.of(algorithm).stream()
                .filter(jca -> provider.getService("Signature", jca.name()) != null)
                .findFirst()
                .flatMap(jca -> checked(jca, algorithm));
    }

    private Optional<ProviderSignature> checked(JcaSignature jca, JwsAlgorithm algorithm) {
        KnownAnswer answer = KnownAnswer.of(algorithm);
        ProviderSignature own = new ProviderSignature(this, () -> jca.create(provider), jca.der());
        String failure = answer.failureOf(own);
        if (failure == null && answer.isRefusedWithoutNull(own)) {
            return Optional.of(own);
        }
        ProviderSignature comparing = new ProviderSignature(this, () -> Pkcs1Signature.of(algorithm, provider), false);
        if (failure == null) {
            failure = answer.failureOf(comparing);
            if (failure == null) {
                return Optional.of(comparing);
            }
            failure =
                    "it accepts a signature whose hash lacks the NULL (RFC 8017 §9.2); when its encoding was compared, "
                            + failure;
        }
        LOG.warn("Security provider {} is not used for {}: {}", provider.getName(), algorithm, failure);
        return Optional.empty();
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

    /** What has no factory for such keys, as ACCP for EdDSA, takes those of the JDK, if not those of anyone else. */
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
