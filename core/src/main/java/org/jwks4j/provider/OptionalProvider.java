package org.jwks4j.provider;

import java.lang.reflect.InvocationTargetException;
import java.security.Provider;
import java.security.Security;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The security providers that are used if they are on the class path, without being registered. */
enum OptionalProvider {
    /** The Amazon Corretto Crypto Provider: native, and no library brings it by accident. */
    ACCP("AmazonCorrettoCryptoProvider", "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider") {
        @Override
        Provider create(Class<?> type) throws ReflectiveOperationException {
            return (Provider) type.getConstructor().newInstance();
        }
    },
    /** Native, and no library brings it by accident. */
    CONSCRYPT("Conscrypt", "org.conscrypt.Conscrypt") {
        @Override
        Provider create(Class<?> type) throws ReflectiveOperationException {
            return (Provider) type.getMethod("newProvider").invoke(null);
        }
    },
    /** Many libraries bring it, so it never replaces the JDK's crypto unless it is registered or named. */
    BOUNCY_CASTLE("BC", "org.bouncycastle.jce.provider.BouncyCastleProvider") {
        @Override
        Provider create(Class<?> type) throws ReflectiveOperationException {
            return (Provider) type.getConstructor().newInstance();
        }
    };

    private static final Logger LOG = LoggerFactory.getLogger("org.jwks4j.provider.SecurityProviders");

    /** Loaded once for each JVM: some bring native code that tests itself. */
    private static final Map<OptionalProvider, Optional<Provider>> LOADED = new ConcurrentHashMap<>();

    private final String providerName;
    private final String className;

    OptionalProvider(String providerName, String className) {
        this.providerName = providerName;
        this.className = className;
    }

    String providerName() {
        return providerName;
    }

    abstract Provider create(Class<?> type) throws ReflectiveOperationException;

    /** The registered one, or else one of our own that is not registered; empty if there is none that works. */
    Optional<Provider> provider() {
        Provider installed = Security.getProvider(providerName);
        return installed == null ? LOADED.computeIfAbsent(this, OptionalProvider::load) : Optional.of(installed);
    }

    private Optional<Provider> load() {
        try {
            return Optional.of(create(Class.forName(className)));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
            LOG.warn(
                    "Security provider {} is on the class path and is not used: {}",
                    providerName,
                    String.valueOf(cause));
            return Optional.empty();
        }
    }
}
