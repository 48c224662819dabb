package org.jwks4j.store.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A kind of Redis, and how it is connected to. No method blocks. */
sealed interface Installation {
    /** Opens a connection for commands. */
    CompletionStage<Link> connect();

    /** Opens a connection for messages. */
    CompletionStage<? extends StatefulRedisPubSubConnection<String, String>> subscribe();

    /** Ends the client if it is this store's own. */
    void close();

    /**
     * A connection for commands.
     *
     * @param commands of a single server too: those of a cluster are among them
     * @param closing ends it
     */
    record Link(RedisClusterAsyncCommands<String, byte[]> commands, Runnable closing) {
        static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE);
    }

    /** One server, or the primary that Sentinel names. */
    record Single(RedisClient client, RedisURI uri, Runnable onClose) implements Installation {
        @Override
        public CompletionStage<Link> connect() {
            return client.connectAsync(Link.CODEC, uri)
                    .thenApply(connection -> new Link(connection.async(), connection::closeAsync));
        }

        @Override
        public CompletionStage<? extends StatefulRedisPubSubConnection<String, String>> subscribe() {
            return client.connectPubSubAsync(HintCodec.INSTANCE, uri);
        }

        @Override
        public void close() {
            onClose.run();
        }

        @Override
        public String toString() {
            return "Redis at " + Uris.inWords(uri);
        }
    }

    /** A cluster, each key of which is on one of its servers; each server hands messages on to the others. */
    record Cluster(RedisClusterClient client, String seeds, Runnable onClose) implements Installation {
        @Override
        public CompletionStage<Link> connect() {
            return withServers(() -> client.connectAsync(Link.CODEC))
                    .thenApply(connection -> new Link(connection.async(), connection::closeAsync));
        }

        @Override
        public CompletionStage<? extends StatefulRedisPubSubConnection<String, String>> subscribe() {
            return withServers(() -> client.connectPubSubAsync(HintCodec.INSTANCE));
        }

        /** A client that does not know the servers yet would connect to none, or block while it asks for them. */
        private <T> CompletionStage<T> withServers(Supplier<CompletionStage<T>> opening) {
            return client.refreshPartitionsAsync().thenCompose(done -> opening.get());
        }

        @Override
        public void close() {
            onClose.run();
        }

        @Override
        public String toString() {
            return "Redis Cluster" + (seeds.isEmpty() ? "" : " at " + seeds);
        }
    }
}
