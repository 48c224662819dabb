package org.jwks4j;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.jwks4j.heap.IssuerMemory;
import org.jwks4j.http.GuardedTransport;
import org.jwks4j.http.HttpTransport;
import org.jwks4j.http.UriPolicy;
import org.jwks4j.location.MetadataLocation;
import org.jwks4j.net.UserAgent;
import org.jwks4j.store.SharedStore;
import org.jwks4j.trust.VouchingAge;

/** What a {@link KeyFetcherBuilder} was told, and the default of each setting. Not thread-safe. */
final class KeyFetcherSettings {
    private static final Duration LONGEST = Duration.ofHours(1);

    final Trust.Draft trust = new Trust.Draft();
    final List<KeyFetcherEvent.Listener> listeners = new ArrayList<>();
    List<MetadataLocation> locations = List.of(MetadataLocation.openIdConfiguration());
    int maximumIssuers = 10_000;
    VouchingAge trustAge = VouchingAge.DEFAULT;
    IssuerMemory issuerMemory = IssuerMemory.DEFAULT;
    RefreshPolicy policy = RefreshPolicy.defaults();
    Duration deadline = Duration.ofSeconds(10);
    Duration requestTimeout = Duration.ofSeconds(5);
    UriPolicy uriPolicy = UriPolicy.HTTPS_ONLY;
    int maximumRequests = 128;
    int maximumRequestsPerHost = 64;
    boolean sameOriginRedirects;
    String userAgent = UserAgent.OURS;

    @Nullable
    HttpTransport transport;

    @Nullable
    HttpTransport clientTransport;

    @Nullable
    GuardedTransport guardedTransport;

    @Nullable
    SharedStore store;

    @Nullable
    ScheduledExecutorService scheduler;

    @Nullable
    Executor listenerExecutor;

    @Nullable
    Executor executor;

    LongSupplier ticker = System::nanoTime;
    InstantSource instants = Clock.systemUTC();
    RandomGenerator random = new Random();

    static Duration requireUpToAnHour(Duration duration, String what) {
        if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(what + " must be more than zero and at most " + LONGEST);
        }
        return duration;
    }
}
