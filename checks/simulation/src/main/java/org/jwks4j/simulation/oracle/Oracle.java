package org.jwks4j.simulation.oracle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.jwks4j.simulation.world.Call;
import org.jwks4j.simulation.world.Exchange;
import org.jwks4j.simulation.world.Node;
import org.jwks4j.simulation.world.SimulatedIssuer;
import org.jwks4j.simulation.world.World;
import org.jwks4j.simulation.world.WorldListener;

/**
 * Watches a world and stops it at the first thing that must not be. Requests are judged when they are sent; answers at the end
 * of their instant, within which the order of tasks is free; and what has to happen by some time, once that is past.
 */
public final class Oracle implements WorldListener {
    private static final long OUT_OF_TURN_AFTER = Duration.ofSeconds(5).toNanos();

    private final World world;
    private final FirstViolation violations;
    private final AnswerCheck answers = new AnswerCheck(this);
    private final RefreshCheck refreshes = new RefreshCheck(this);
    private final Map<Node, Map<SimulatedIssuer, View>> views = new HashMap<>();
    private final Map<Node, Map<String, Resolving>> resolving = new HashMap<>();
    private final Set<View> touched = new LinkedHashSet<>();
    private final List<Call> answered = new ArrayList<>();
    private final List<Call> pendingAtClose = new ArrayList<>();
    private final PriorityQueue<Duty> duties = new PriorityQueue<>();
    private int dutiesMade;

    /**
     * An oracle for a world; to be added to it as a listener.
     *
     * @param watched which rules to watch; what breaks another one is passed over
     */
    public Oracle(World world, Set<Invariant> watched) {
        this.world = world;
        this.violations = new FirstViolation(this::now, watched);
    }

    /** What was wrong; null while nothing was. */
    public @Nullable Violation violation() {
        if (world.time().isStuck()) {
            fail(Invariant.PROGRESS, "tasks make each other without end");
        }
        return violations.get();
    }

    void fail(Invariant invariant, String message) {
        if (violations.fail(invariant, message)) {
            world.note(() -> "*** " + violations.get());
            world.stop();
        }
    }

    long now() {
        return world.time().now();
    }

    /** Has something looked at once all that happens up to a time has happened. */
    void by(long time, Runnable check) {
        duties.add(new Duty(time, ++dutiesMade, check));
    }

    View view(Node node, SimulatedIssuer issuer) {
        return views.computeIfAbsent(node, any -> new LinkedHashMap<>())
                .computeIfAbsent(issuer, any -> new View(node, issuer));
    }

    Resolving resolving(Node node, String issuerName) {
        return resolving
                .computeIfAbsent(node, any -> new HashMap<>())
                .computeIfAbsent(issuerName, any -> new Resolving());
    }

    @Override
    public void strayRequest(Node node, String uri) {
        fail(Invariant.TRUST, node + " asked " + uri + ", where no issuer is");
    }

    @Override
    public void sent(Exchange exchange) {
        Node node = exchange.node();
        View view = view(node, exchange.issuer());
        long now = now();
        if (node.isClosed()) {
            fail(Invariant.CLOSE, exchange + " was sent after close()");
        } else if (exchange.issuer().trust() == SimulatedIssuer.Trust.NONE) {
            fail(Invariant.TRUST, exchange + ", which is not trusted");
        }
        Exchange other = view.underWay(exchange.isMetadata(), now);
        if (other != null) {
            fail(Invariant.SINGLE_FLIGHT, exchange + " was sent while " + other + " is under way");
        }
        String problem = view.budget.spend(now, exchange.isMetadata(), view.failing != null);
        if (problem != null) {
            fail(Invariant.BUDGET, view + ": " + problem);
        }
        if (!exchange.isMetadata()) {
            checkKeysAreDue(exchange, view, now);
        }
        view.sent(exchange, now);
        touched.add(view);
    }

    private void checkKeysAreDue(Exchange exchange, View view, long now) {
        Failing failing = view.failing;
        if (failing != null && view.isHeldBack(now) && !isOrdered(view, failing) && !isOutOfTurn(view, failing, now)) {
            fail(
                    Invariant.BUDGET,
                    exchange + " was sent " + seconds(failing.retryFrom() - now) + " too early after " + failing.count()
                            + " failures");
        }
        boolean askedWhereTheyAre = view.lastMetadataSentAt >= view.goneAt - Exchange.TIMEOUT;
        if (view.goneAt >= 0 && exchange.issuer().trust().isDiscovered() && !askedWhereTheyAre) {
            fail(
                    Invariant.RECOVERY,
                    exchange + " was sent although the keys were gone from there, without asking the"
                            + " metadata again");
        }
    }

    /**
     * An unknown key may have an attempt begin 5 s after the last one began, unless the issuer has said when to come again. One
     * that needs metadata first begins with that.
     */
    private static boolean isOutOfTurn(View view, Failing failing, long now) {
        return now >= failing.askedUntil() && now >= view.lastAttemptAt() + OUT_OF_TURN_AFTER;
    }

    /** An operator who says to refresh is obeyed whatever the backoff; the word may have come before the failure. */
    private static boolean isOrdered(View view, Failing failing) {
        return view.lastOrderAt >= failing.at()
                || view.pending.stream().anyMatch(call -> call.api() == Call.Api.REFRESH);
    }

    @Override
    public void landed(Exchange exchange) {
        if (exchange.node().isClosed()) {
            return;
        }
        View view = view(exchange.node(), exchange.issuer());
        view.landed(exchange, now());
        touched.add(view);
        Held held = view.held;
        if (held != null && held.acceptedAt() == now()) {
            refreshes.expectNext(view, held);
        }
    }

    @Override
    public void arrived(Call call) {
        SimulatedIssuer issuer = call.issuer();
        if (issuer != null && !call.node().isClosed()) {
            View view = view(call.node(), issuer);
            touched.add(view);
            view.pending.add(call);
            view.used(now());
            view.unknown.told.asked(call.keyId(), now());
            if (call.api() == Call.Api.REFRESH) {
                view.lastOrderAt = now();
                view.budget.ordered(now());
            }
        }
    }

    @Override
    public void returned(Call call) {
        answers.checkAtReturn(call);
    }

    @Override
    public void answered(Call call) {
        answered.add(call);
        SimulatedIssuer issuer = call.issuer();
        if (issuer != null) {
            View view = view(call.node(), issuer);
            view.pending.remove(call);
            if (call.wasCancelled() || now() == call.arrivedAt() + call.node().deadline()) {
                view.unknown.abandoned(call, view.held, now());
            }
        }
    }

    @Override
    public void resolverAsked(Node node, String issuerName) {
        resolving(node, issuerName).asked(now());
        if (node.isClosed()) {
            fail(Invariant.CLOSE, node + " asked the resolver for " + issuerName + " after close()");
        }
    }

    @Override
    public void resolverAnswered(Node node, String issuerName, boolean ok) {
        Resolving resolving = resolving(node, issuerName);
        resolving.answered(ok, now());
        SimulatedIssuer issuer = world.issuer(issuerName);
        if (issuer != null) {
            View view = view(node, issuer);
            if (ok) {
                view.vouched.answered(resolving.lastAskedAt);
            }
            touched.add(view);
        }
    }

    @Override
    public void closing(Node node) {
        views.getOrDefault(node, Map.of()).values().forEach(view -> pendingAtClose.addAll(view.pending));
    }

    @Override
    public void advances(long from, long to) {
        List<View> failed = new ArrayList<>();
        for (View view : touched) {
            Failing before = view.failingBefore;
            view.settle(from);
            if (view.failing != null && !view.failing.equals(before)) {
                failed.add(view);
            }
        }
        pendingAtClose.forEach(answers::checkClosed);
        answered.forEach(answers::check);
        touched.forEach(view -> answers.checkWaiting(view, from));
        failed.forEach(this::expectRetry);
        touched.forEach(View::instantOver);
        touched.clear();
        answered.clear();
        pendingAtClose.clear();
        while (!duties.isEmpty() && duties.peek().time < to) {
            duties.poll().check.run();
        }
    }

    /** An issuer that was trusted by name is asked again, whether or not anyone asks for its keys. */
    private void expectRetry(View view) {
        Failing failing = view.failing;
        if (failing == null || !view.issuer.trust().isPinned()) {
            return;
        }
        by(failing.retryBy(), () -> {
            if (failing.equals(view.failing) && !view.isBusy(now()) && !view.node.isClosed()) {
                fail(
                        Invariant.RECOVERY,
                        view + ": no attempt within " + seconds(failing.retryBy() - failing.at()) + " after failure "
                                + failing.count());
            }
        });
    }

    static String seconds(long nanos) {
        return Duration.ofNanos(nanos).toMillis() / 1000.0 + " s";
    }

    /** Questions of one node to the resolver about one issuer. */
    static final class Resolving {
        private int asked;
        private int answers;
        private long lastAskedAt = -1;
        private long lastAnswerAt = -1;
        private long lastFailureAt = -1;

        void asked(long now) {
            asked++;
            lastAskedAt = now;
        }

        void answered(boolean ok, long now) {
            answers++;
            lastAnswerAt = now;
            if (!ok) {
                lastFailureAt = now;
            }
        }

        boolean isUnderWay(long now) {
            return asked > answers || lastAnswerAt == now;
        }

        boolean answeredAt(long time) {
            return lastAnswerAt == time;
        }

        boolean failedSince(long time) {
            return lastFailureAt >= time;
        }
    }

    private record Duty(long time, int number, Runnable check) implements Comparable<Duty> {
        @Override
        public int compareTo(Duty other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Integer.compare(number, other.number);
        }
    }
}
