package org.jwks4j.store.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Clients that end with their store. While one server is away, a command fails at once and does not queue: keys are then fetched
 * without the store. In a cluster, a command waits while the connection to its server is opened, which its first use does; so there, up
 * to 1,024 commands queue for 5 s each.
 */
final class OwnClient {
    /** After which the client forgets a command; who waits for it has given up long before. */
    private static final Duration LONGEST_COMMAND = Duration.ofSeconds(5);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final int MOST_WAITING_COMMANDS = 1024;
    private static final int THREADS = 2;

    private OwnClient() {}

    static Installation of(RedisURI uri) {
        ClientResources resources = resources();
        RedisClient client = RedisClient.create(resources);
        client.setOptions(options(ClientOptions.builder())
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .build());
        return new Installation.Single(client, timed(uri), () -> close(client, resources));
    }

    static Installation ofCluster(List<RedisURI> seeds) {
        ClientResources resources = resources();
        RedisClusterClient client = RedisClusterClient.create(
                resources, seeds.stream().map(OwnClient::timed).toList());
        ClusterClientOptions.Builder builder = ClusterClientOptions.builder()
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enableAllAdaptiveRefreshTriggers()
                        .enablePeriodicRefresh(Duration.ofMinutes(1))
                        .build());
        options(builder);
        client.setOptions(builder.build());
        return new Installation.Cluster(client, Uris.inWords(seeds), () -> close(client, resources));
    }

    /** An address may say a timeout of its own. */
    private static RedisURI timed(RedisURI uri) {
        if (uri.getTimeout().equals(RedisURI.DEFAULT_TIMEOUT_DURATION)) {
            uri.setTimeout(LONGEST_COMMAND);
        }
        return uri;
    }

    private static ClientOptions.Builder options(ClientOptions.Builder options) {
        return options.requestQueueSize(MOST_WAITING_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(LONGEST_COMMAND))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECT_TIMEOUT)
                        .keepAlive(true)
                        .build());
    }

    /** By default, a connection that was lost would be tried again after up to 30 s; nodes of a fleet do so at different times. */
    private static ClientResources resources() {
        return ClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                .reconnectDelay(
                        Delay.fullJitter(Duration.ofMillis(100), Duration.ofSeconds(2), 100, TimeUnit.MILLISECONDS))
                .build();
    }

    private static void close(AbstractRedisClient client, ClientResources resources) {
        client.shutdownAsync(0, 1, TimeUnit.SECONDS)
                .whenComplete((done, failure) -> resources.shutdown(0, 1, TimeUnit.SECONDS));
    }
}
