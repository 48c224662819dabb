package org.jwks4j.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file for each entry, in a directory of its owner's alone. All work is done by one daemon thread, which ends after 10 s without
 * work: a disk that hangs holds up that thread, and no caller's.
 */
final class FileStore implements KeySetStore {
    private static final Pattern NAME = Pattern.compile("[0-9a-f-]{1,64}");
    private static final int MOST_FILES = 10_000;
    private static final int MOST_WAITING = 256;

    /** Locks of files are those of a whole process; within it, one thread at a time. */
    private static final Object IN_THIS_PROCESS = new Object();

    private final Path path;
    private final InstantSource instants;
    private final ThreadPoolExecutor thread;
    private volatile @Nullable PrivateDirectory directory;

    FileStore(Path path, InstantSource instants) {
        this.path = path;
        this.instants = instants;
        this.thread = new ThreadPoolExecutor(
                1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), FileStore::thread);
        thread.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "jwks4j-file-store");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public CompletableFuture<Optional<byte[]>> read(String name, int maxBytes) {
        return onThread(() -> read(file(name), maxBytes));
    }

    @Override
    public CompletableFuture<Void> write(String name, byte[] value, Duration timeToLive) {
        return onThread(() -> {
            Path file = file(name);
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS) && isFull()) {
                throw new IOException(path + " has " + MOST_FILES + " files; no more are written");
            }
            replace(file, value, true);
            return null;
        });
    }

    @Override
    public CompletableFuture<Boolean> lease(String name, String owner, Duration atMost) {
        return onThread(() -> locked(() -> {
            Path file = file(name);
            long now = instants.millis();
            Lease held = lease(file);
            if (held != null && held.isInForce(now)) {
                return false;
            }
            replace(file, new Lease(owner, now + atMost.toMillis()).toBytes(), false);
            return true;
        }));
    }

    @Override
    public CompletableFuture<Void> release(String name, String owner) {
        return onThread(() -> locked(() -> {
            Path file = file(name);
            Lease held = lease(file);
            if (held != null && held.owner.equals(owner)) {
                Files.delete(file);
            }
            return null;
        }));
    }

    /** Permissions protect it. */
    @Override
    public boolean needsSecrets() {
        return false;
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    @Override
    public String toString() {
        return "the directory " + path;
    }

    private <T> CompletableFuture<T> onThread(Callable<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        try {
            thread.execute(() -> {
                try {
                    done.complete(work.call());
                } catch (Throwable e) { // also an Error: the caller that waits must be told
                    done.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(
                    new IOException("the disk of " + path + " is too slow, or the store is closed", e));
        }
        return done;
    }

    private Path file(String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a name has 1 to 64 of the characters 0-9, a-f and -");
        }
        return directory().file(name);
    }

    /** Called on the one thread. */
    private PrivateDirectory directory() throws IOException {
        PrivateDirectory known = directory;
        if (known == null) {
            known = PrivateDirectory.of(path);
            directory = known;
        }
        return known;
    }

    /** What is no plain file of this user's was not written by this store, and is replaced by the next write. */
    private Optional<byte[]> read(Path file, int maxBytes) throws IOException {
        if (!directory().isOwnFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(in.readNBytes(maxBytes));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private boolean isFull() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.limit(MOST_FILES).count() == MOST_FILES;
        }
    }

    /** A reader sees the old file or the new one, and after a crash there is one of them. */
    private void replace(Path file, byte[] bytes, boolean durably) throws IOException {
        Path fresh = directory().newFile();
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                if (durably) {
                    channel.force(true);
                }
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
        if (durably) {
            directory().force();
        }
    }

    private <T> T locked(Callable<T> work) throws Exception {
        Path file = directory().file("lock");
        synchronized (IN_THIS_PROCESS) {
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                FileLock lock = channel.lock();
                try {
                    return work.call();
                } finally {
                    lock.release();
                }
            }
        }
    }

    private @Nullable Lease lease(Path file) throws IOException {
        return read(file, Lease.LONGEST).map(Lease::of).orElse(null);
    }

    /** @param until when it ends, by the wall clock, which processes on one machine share */
    private record Lease(String owner, long until) {
        static final int LONGEST = 256;

        /** No lease is longer; one that seems so was taken before the clock was set back. */
        private static final long LONGEST_TERM = Duration.ofHours(3).toMillis();

        private static final Lease OVER = new Lease("", Long.MIN_VALUE);

        static Lease of(byte[] bytes) {
            String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", 2);
            try {
                return lines.length == 2 ? new Lease(lines[0], Long.parseLong(lines[1])) : OVER;
            } catch (NumberFormatException e) {
                return OVER;
            }
        }

        boolean isInForce(long now) {
            return now < until && until <= now + LONGEST_TERM;
        }

        byte[] toBytes() {
            return (owner + "\n" + until).getBytes(StandardCharsets.UTF_8);
        }
    }
}
