package org.jwks4j.cli.revoke;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jwks4j.cli.terminal.UsageException;
import org.jwks4j.store.SharedStore;
import org.jwks4j.store.redis.RedisKeySetStore;
import picocli.CommandLine.Option;

/** The store that the services share, as they name it. */
final class StoreOptions {
    private static final int LONGEST_SECRET_FILE = 4096;

    @Option(
            names = "--store",
            paramLabel = "STORE",
            required = true,
            description = "A directory, or the URI of a Redis: redis://, rediss:// or redis-sentinel://.")
    String store = "";

    @Option(
            names = "--store-secret",
            paramLabel = "FILE",
            description = "The services' secret, in Base64; needed for Redis. Again for each older secret.")
    List<Path> secrets = new ArrayList<>();

    /** A store that ends with the command. */
    record Opened(SharedStore shared) implements AutoCloseable {
        @Override
        public void close() {
            shared.store().close();
        }
    }

    Opened open() {
        boolean isNetwork = store.matches("(?i)redis(s|-sentinel)?://.*");
        if (isNetwork && secrets.isEmpty()) {
            throw new UsageException(
                    "--store-secret is needed: without it, everyone who may write to Redis could revoke keys");
        } else if (!isNetwork && store.contains("://")) {
            throw new UsageException("--store is a directory, or a URI of redis://, rediss:// or redis-sentinel://");
        } else if (!isNetwork && !Files.isDirectory(Path.of(store))) {
            throw new UsageException("--store: there is no such directory");
        }
        List<byte[]> all = secrets.stream().map(StoreOptions::secret).toList();
        try {
            SharedStore shared =
                    isNetwork ? SharedStore.of(RedisKeySetStore.at(store)) : SharedStore.inDirectory(Path.of(store));
            return new Opened(sealed(shared, all));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--store: " + e.getMessage());
        }
    }

    private static SharedStore sealed(SharedStore shared, List<byte[]> secrets) {
        try {
            return secrets.isEmpty()
                    ? shared
                    : shared.withSecrets(
                            secrets.get(0), secrets.subList(1, secrets.size()).toArray(byte[][]::new));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--store-secret: " + e.getMessage());
        }
    }

    private static byte[] secret(Path file) {
        try {
            if (Files.size(file) > LONGEST_SECRET_FILE) {
                throw new UsageException("--store-secret: the file is too large for a secret");
            }
            return Base64.getDecoder().decode(Files.readString(file).strip());
        } catch (IllegalArgumentException e) { // says nothing of what the file has
            throw new UsageException("--store-secret: the file has no Base64");
        } catch (IOException e) {
            throw new UsageException(
                    "--store-secret: the file cannot be read: " + e.getClass().getSimpleName());
        }
    }
}
