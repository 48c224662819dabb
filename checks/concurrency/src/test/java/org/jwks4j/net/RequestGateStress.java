package org.jwks4j.net;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jwks4j.http.HttpTransport;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The gate holds its limits, and forgets neither a request nor a place. */
final class RequestGateStress {
    private RequestGateStress() {}

    @JCStressTest
    @Outcome(id = "1, 4", expect = ACCEPTABLE, desc = "One at a time, and all are answered.")
    @Outcome(expect = FORBIDDEN, desc = "Two at once, or one is forgotten.")
    @State
    public static class LimitOfAll {
        private final Network network = new Network(1, 2, true);
        private final CompletableFuture<?>[] answers = new CompletableFuture<?>[4];

        @Actor
        public void one() {
            answers[0] = network.ask("a");
            answers[1] = network.ask("b");
        }

        @Actor
        public void other() {
            answers[2] = network.ask("c");
            answers[3] = network.ask("a");
        }

        @Arbiter
        public void afterwards(II_Result seen) {
            seen.r1 = network.mostUnderWay.get();
            seen.r2 = answered(answers);
        }
    }

    @JCStressTest
    @Outcome(id = "1, 4", expect = ACCEPTABLE, desc = "One at a time, and all are answered.")
    @Outcome(expect = FORBIDDEN, desc = "Two at once to one host, or one is forgotten.")
    @State
    public static class LimitOfAHost {
        private final Network network = new Network(2, 1, true);
        private final CompletableFuture<?>[] answers = new CompletableFuture<?>[4];

        @Actor
        public void one() {
            answers[0] = network.ask("a");
            answers[1] = network.ask("a");
        }

        @Actor
        public void other() {
            answers[2] = network.ask("a");
            answers[3] = network.ask("a");
        }

        @Arbiter
        public void afterwards(II_Result seen) {
            seen.r1 = network.mostUnderWay.get();
            seen.r2 = answered(answers);
        }
    }

    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "Both are answered, and no place is lost.")
    @Outcome(expect = FORBIDDEN, desc = "One is forgotten, or a place is lost.")
    @State
    public static class ArrivingDuringALeaving {
        private final Network network = new Network(1, 1, false);
        private CompletableFuture<?> arriving;

        public ArrivingDuringALeaving() {
            network.ask("a");
        }

        @Actor
        public void leaving() {
            network.answerNext();
        }

        @Actor
        public void arriving() {
            arriving = network.ask("a");
        }

        @Arbiter
        public void afterwards(ZZ_Result seen) {
            network.answerNext();
            seen.r1 = arriving.isDone();
            seen.r2 = network.hasRoom();
        }
    }

    @JCStressTest
    @Outcome(
            id = "true, true, true",
            expect = ACCEPTABLE,
            desc = "Who waits is answered or told that there was no turn; the next one and the place are not lost.")
    @Outcome(expect = FORBIDDEN, desc = "One is forgotten, or a place is lost.")
    @State
    public static class LeavingDuringATimeOut {
        private final Network network = new Network(1, 1, false);
        private final CompletableFuture<?> waiting;
        private final CompletableFuture<?> next;

        public LeavingDuringATimeOut() {
            network.ask("a");
            waiting = network.ask("a");
            next = network.ask("b");
        }

        @Actor
        public void leaving() {
            network.answerNext();
        }

        @Actor
        public void timeOut() {
            network.timer.ringFirst();
        }

        @Arbiter
        public void afterwards(ZZZ_Result seen) {
            network.answerNext();
            network.answerNext();
            seen.r1 = waiting.isDone();
            seen.r2 = next.isDone();
            seen.r3 = network.hasRoom();
        }
    }

    private static int answered(CompletableFuture<?>... answers) {
        return (int) Stream.of(answers).filter(CompletableFuture::isDone).count();
    }

    /** A gate before a transport that counts, and answers at once or when it is told to. */
    private static final class Network implements HttpTransport {
        private static final Response NOT_FOUND = new Response(404, Map.<String, List<String>>of(), new byte[0]);
        private static final Map<String, Request> REQUESTS =
                Map.of("a", request("a"), "b", request("b"), "c", request("c"));

        private final ManualTimer timer = new ManualTimer();
        private final AtomicInteger underWay = new AtomicInteger();
        private final AtomicInteger mostUnderWay = new AtomicInteger();
        private final Queue<CompletableFuture<Response>> unanswered = new ConcurrentLinkedQueue<>();
        private final HttpTransport gate;
        private final boolean answersAtOnce;

        private Network(int atOnce, int perHost, boolean answersAtOnce) {
            this.gate = new RequestGate(timer.environment(false, new AtomicLong()), atOnce, perHost).to(this);
            this.answersAtOnce = answersAtOnce;
        }

        private static Request request(String host) {
            return new Request(URI.create("https://" + host), Map.of(), Duration.ofSeconds(5), 1);
        }

        private CompletableFuture<Response> ask(String host) {
            return gate.get(REQUESTS.get(host));
        }

        @Override
        public CompletableFuture<Response> get(Request request) {
            mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            CompletableFuture<Response> answer = new CompletableFuture<>();
            if (answersAtOnce) {
                underWay.decrementAndGet();
                answer.complete(NOT_FOUND);
            } else {
                unanswered.add(answer);
            }
            return answer;
        }

        private void answerNext() {
            CompletableFuture<Response> next = unanswered.poll();
            if (next != null) {
                next.complete(NOT_FOUND);
            }
        }

        /** Whether one more request goes out at once. */
        private boolean hasRoom() {
            ask("c");
            return unanswered.size() == 1;
        }
    }
}
