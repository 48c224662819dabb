package org.jwks4j;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.net.Environment;

/**
 * The names that became known at run time. Those of trusted issuers and those of others are kept apart, so that invented names
 * push nobody out; both are bounded.
 */
final class IssuerTable {
    private static final Duration TRUSTED_UNUSED = Duration.ofHours(24);
    private static final Duration NOT_TRUSTED = Duration.ofMinutes(1);

    private final Cache<String, ResolvedIssuer> trusted;
    private final Cache<String, Boolean> notTrusted;

    IssuerTable(int maximum, Environment environment) {
        this.trusted = Caffeine.newBuilder()
                .maximumSize(maximum)
                .expireAfterAccess(TRUSTED_UNUSED)
                .ticker(environment::now)
                .executor(environment.executor())
                .removalListener(IssuerTable::letGo)
                .build();
        this.notTrusted = Caffeine.newBuilder()
                .maximumSize(maximum)
                .expireAfterWrite(NOT_TRUSTED)
                .ticker(environment::now)
                .executor(environment.executor())
                .build();
    }

    private static void letGo(@Nullable String name, @Nullable ResolvedIssuer issuer, RemovalCause cause) {
        if (issuer != null) {
            issuer.letGo();
        }
    }

    /** A use of the issuer; null where it is not known. */
    @Nullable
    ResolvedIssuer find(String name) {
        return trusted.getIfPresent(name);
    }

    /** A look at an issuer is no use of it. */
    Optional<ResolvedIssuer> look(String name) {
        return Optional.ofNullable(trusted.policy().getIfPresentQuietly(name));
    }

    Collection<ResolvedIssuer> all() {
        return trusted.asMap().values();
    }

    /** Whoever had the name before is let go. */
    void put(String name, ResolvedIssuer issuer) {
        String own = issuer.trusted().name();
        trusted.put(own.equals(name) ? own : name, issuer); // one copy of it will do
    }

    /** Unless somebody else has the name by now. */
    void replace(String name, ResolvedIssuer before, ResolvedIssuer issuer) {
        if (!trusted.asMap().replace(name, before, issuer)) {
            issuer.letGo();
        }
    }

    void forget(String name) {
        trusted.invalidate(name);
    }

    boolean isRefused(String name) {
        return notTrusted.getIfPresent(name) != null;
    }

    /** The name is nobody's whom we trust, for a while. */
    void refuse(String name) {
        notTrusted.put(name, true);
        trusted.invalidate(name);
    }
}
