package org.jwks4j.cli.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Who may send requests: the browser that opens the printed address first, by a cookie from then on. An address works once, so one
 * that stays in a browser's history opens nothing.
 */
final class Secrets {
    private static final int BYTES = 32;
    private static final int MOST_SESSIONS = 8;

    private final RandomGenerator random;
    private final Consumer<String> onNewAddress;
    private final Deque<String> sessions = new ArrayDeque<>();
    private String address;

    /**
     * Makes the first secret.
     *
     * @param random one that no one can guess
     * @param onNewAddress is told each secret that opens the page
     */
    Secrets(RandomGenerator random, Consumer<String> onNewAddress) {
        this.random = random;
        this.onNewAddress = onNewAddress;
        this.address = next();
        onNewAddress.accept(address);
    }

    private String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Exchanges the secret of an address for that of a session; empty if it is not the present one. */
    synchronized Optional<String> exchange(String secret) {
        if (!same(secret, address)) {
            return Optional.empty();
        }
        String session = next();
        sessions.addLast(session);
        if (sessions.size() > MOST_SESSIONS) {
            sessions.removeFirst();
        }
        address = next();
        onNewAddress.accept(address);
        return Optional.of(session);
    }

    synchronized boolean isSession(String secret) {
        return sessions.stream().filter(session -> same(secret, session)).count() > 0;
    }

    /** In a time that does not depend on how much of it is right. */
    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
