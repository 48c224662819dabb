package org.jwks4j.simulation.world;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request of a node and what became of it, as the network knows it. */
public final class Exchange {
    /** How long the engine waits for an answer. */
    public static final long TIMEOUT = Duration.ofSeconds(5).toNanos();

    private final int number;
    private final Node node;
    private final SimulatedIssuer issuer;
    private final boolean metadata;
    private final String path;
    private final @Nullable String ifNoneMatch;
    private final boolean wantsNewest;
    private final long sentAt;
    private @Nullable Reply reply;
    private boolean lie;
    private boolean landed;
    private boolean behind;

    Exchange(int number, Node node, SimulatedIssuer issuer, String uri, Map<String, String> headers, long sentAt) {
        this.number = number;
        this.node = node;
        this.issuer = issuer;
        this.metadata = uri.contains("/.well-known/");
        this.path = uri.substring(issuer.name().length());
        this.ifNoneMatch = headers.get("If-None-Match");
        this.wantsNewest = headers.containsKey("Cache-Control");
        this.sentAt = sentAt;
    }

    /** Who asked. */
    public Node node() {
        return node;
    }

    /** Who was asked. */
    public SimulatedIssuer issuer() {
        return issuer;
    }

    /** Whether metadata was asked for, rather than keys. */
    public boolean isMetadata() {
        return metadata;
    }

    /** When the engine handed the request over. */
    public long sentAt() {
        return sentAt;
    }

    /** Whether the engine no longer waits for it. */
    public boolean isOver(long now) {
        return landed || now >= sentAt + TIMEOUT;
    }

    /** What reached the node in time; null when nothing did. */
    public @Nullable Reply reply() {
        return reply;
    }

    /** The JWK Set that the answer stands for; null if it brought none. */
    public @Nullable Publication publication() {
        return reply == null ? null : reply.publication();
    }

    /** Whether the answer was kept by a cache that was not asked for the newest: there may be more by now than is in it. */
    public boolean isOutOfACache() {
        return !wantsNewest && reply != null && reply.headers().containsKey("Age");
    }

    /** Whether the answer said that nothing had changed although something had. */
    public boolean isLie() {
        return lie;
    }

    /** Whether one answered who does not publish what the issuer does. */
    public boolean isFromBehind() {
        return behind;
    }

    void comesFromBehind() {
        behind = true;
    }

    @Nullable
    String ifNoneMatch() {
        return ifNoneMatch;
    }

    boolean hasLanded() {
        return landed;
    }

    void land(@Nullable Reply answer, boolean isLie) {
        landed = true;
        reply = answer;
        lie = isLie;
    }

    @Override
    public String toString() {
        return "request " + number + " " + node + " -> " + issuer + path
                + (ifNoneMatch == null ? "" : " if-none-match " + ifNoneMatch);
    }

    /** What became of it, in words. */
    public String outcome() {
        Reply answer = reply;
        if (answer == null) {
            return "no answer in time";
        }
        String content = answer.publication() == null ? "" : " " + answer.publication();
        return answer.status() + " " + answer.headers() + content + (lie ? " (a lie)" : "");
    }
}
