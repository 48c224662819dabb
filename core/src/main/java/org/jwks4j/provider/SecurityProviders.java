package org.jwks4j.provider;

import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The security providers that there are, in the order in which they are asked (docs/security-providers.md). Nothing is
 * registered: a provider that is only on the class path is used by this library alone.
 */
public final class SecurityProviders {
    private SecurityProviders() {}

    /**
     * Those that the application has registered.
     *
     * @return in its order
     */
    public static Stream<Provider> installed() {
        return Arrays.stream(Security.getProviders());
    }

    /**
     * Those that may check signatures: one that the application put before the JDK's own, since it is wanted; the native ones
     * on the class path, which are the fastest; those that are registered; BouncyCastle, for what all of them lack.
     *
     * @param algorithm the JWS name of what is to be checked
     * @return found one by one, as far as the stream is read
     */
    public static Stream<Provider> forSignatures(String algorithm) {
        Stream<Provider> beforeTheJdk = installed().takeWhile(provider -> !isOfTheJdk(provider));
        return Stream.of(beforeTheJdk, onClassPath(nativeOnes(algorithm)), installed(), bouncyCastle())
                .flatMap(some -> some);
    }

    /** The faster one first, as measured (docs/security-providers.md). */
    private static List<OptionalProvider> nativeOnes(String algorithm) {
        return algorithm.startsWith("ML-DSA")
                ? List.of(OptionalProvider.CONSCRYPT, OptionalProvider.ACCP)
                : List.of(OptionalProvider.ACCP, OptionalProvider.CONSCRYPT);
    }

    /**
     * Those that may make keys. The same providers: a key that one of them can verify with is a key. The registered ones come
     * first, since other libraries take the JDK's keys more readily than any other's.
     *
     * @return found one by one, as far as the stream is read
     */
    public static Stream<Provider> forKeys() {
        return Stream.concat(installed(), optional());
    }

    /**
     * Those on the class path that need not be registered.
     *
     * @return found one by one, as far as the stream is read
     */
    public static Stream<Provider> optional() {
        return onClassPath(List.of(OptionalProvider.values()));
    }

    private static Stream<Provider> bouncyCastle() {
        return onClassPath(List.of(OptionalProvider.BOUNCY_CASTLE));
    }

    private static Stream<Provider> onClassPath(List<OptionalProvider> some) {
        return some.stream().map(OptionalProvider::provider).flatMap(Optional::stream);
    }

    /**
     * A provider by its name.
     *
     * @param name what it calls itself
     * @return it, registered or on the class path
     */
    public static Optional<Provider> named(String name) {
        Provider installed = Security.getProvider(name);
        return installed != null
                ? Optional.of(installed)
                : onClassPath(Arrays.stream(OptionalProvider.values())
                                .filter(one -> one.providerName().equals(name))
                                .toList())
                        .findFirst();
    }

    /**
     * Whether the JDK brings it.
     *
     * @param providerOrKey a provider, or a key
     * @return true if it does
     */
    public static boolean isOfTheJdk(Object providerOrKey) {
        String module = providerOrKey.getClass().getModule().getName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }
}
