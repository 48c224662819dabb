package org.jwks4j.soak;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What the process holds, looked at now and then. */
final class Probe {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private final List<Sample> samples = new ArrayList<>();
    private long began;
    private long lastLook;

    void look() {
        lastLook = System.nanoTime();
        began = samples.isEmpty() ? lastLook : began;
        samples.add(now());
    }

    /** From the first look to the last: on a busy machine that is longer than was asked for. */
    long seconds() {
        return 1 + (lastLook - began) / 1_000_000_000;
    }

    static Sample now() {
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new Sample(heap, ManagementFactory.getThreadMXBean().getThreadCount(), sockets());
    }

    /** After what can be released was. */
    static Sample afterCollecting() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return now();
    }

    /** -1 if this system does not tell. */
    private static long sockets() {
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            return descriptors.filter(Probe::isSocket).count();
        } catch (IOException e) {
            return -1;
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }

    /** Threads that a fetcher or its HTTP client started. */
    static List<String> threadsOfOurs() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("jwks4j") || name.startsWith("HttpClient"))
                .sorted()
                .toList();
    }

    long most(ToLongFunction<Sample> what) {
        return samples.stream().mapToLong(what).max().orElse(0);
    }

    long median(ToLongFunction<Sample> what) {
        return samples.stream()
                .mapToLong(what)
                .sorted()
                .skip(samples.size() / 2)
                .findFirst()
                .orElse(0);
    }

    record Sample(long heap, long threads, long sockets) {}
}
