package org.jwks4j.location;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.jwks4j.net.RegistrableDomain;

/**
 * Where the {@code jwks_uri} of issuer metadata may lead, by its host: an altered document then leads nowhere
 * else. By default {@link #any()} for an issuer that was trusted by name or by a resolver, and
 * {@link #sameRegistrableDomain()} for one of a template or of {@link org.jwks4j.KeyFetcherBuilder#trustAnyIssuer()}. A JWKS URI that was
 * configured is not asked about. Immutable.
 */
public final class JwksHosts {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]");
    private static final JwksHosts ANY = new JwksHosts("any host", (metadata, jwks) -> true);
    private static final JwksHosts SAME_HOST = new JwksHosts("the metadata's own host", String::equals);
    private static final JwksHosts SAME_DOMAIN =
            new JwksHosts("a host of the metadata's registrable domain", JwksHosts::areOfOneDomain);

    private final String description;
    private final BiPredicate<String, String> allowed;

    private JwksHosts(String description, BiPredicate<String, String> allowed) {
        this.description = description;
        this.allowed = allowed;
    }

    /**
     * Any host, as OpenID Connect has it: Google's keys, say, are in another domain than its issuer.
     *
     * @return the rule
     */
    public static JwksHosts any() {
        return ANY;
    }

    /**
     * The host that the metadata came from, on whatever port.
     *
     * @return the rule
     */
    public static JwksHosts sameHost() {
        return SAME_HOST;
    }

    /**
     * A host of the same registrable domain as the metadata's, by the Public Suffix List: {@code keys.example.co.uk} for
     * {@code login.example.co.uk}, never {@code other.co.uk}. If the metadata's host has none, that host.
     *
     * @return the rule
     */
    public static JwksHosts sameRegistrableDomain() {
        return SAME_DOMAIN;
    }

    /**
     * Only these hosts; the metadata's own only if it is among them.
     *
     * @param hosts at least one, without scheme and port; their case does not matter
     * @return the rule
     */
    public static JwksHosts oneOf(String... hosts) {
        if (hosts.length == 0) {
            throw new IllegalArgumentException("oneOf() needs a host");
        }
        for (String host : hosts) {
            if (!HOST.matcher(host).matches()) {
                throw new IllegalArgumentException("oneOf() takes host names, without scheme, port and path");
            }
        }
        Set<String> listed = Arrays.stream(hosts).map(JwksHosts::lowerCase).collect(Collectors.toUnmodifiableSet());
        return new JwksHosts("one of " + listed.stream().sorted().toList(), (metadata, jwks) -> listed.contains(jwks));
    }

    /**
     * Whether metadata may lead there.
     *
     * @param metadata where the metadata came from
     * @param jwks the {@code jwks_uri} in it
     * @return whether its host is allowed
     */
    public boolean allow(URI metadata, URI jwks) {
        return allowed.test(lowerCase(metadata.getHost()), lowerCase(jwks.getHost()));
    }

    private static boolean areOfOneDomain(String host, String other) {
        Optional<String> domain = RegistrableDomain.of(host);
        return host.equals(other) || (domain.isPresent() && domain.equals(RegistrableDomain.of(other)));
    }

    private static String lowerCase(String host) {
        return host.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JwksHosts hosts && description.equals(hosts.description);
    }

    @Override
    public int hashCode() {
        return description.hashCode();
    }

    /** Says which hosts. */
    @Override
    public String toString() {
        return description;
    }
}
