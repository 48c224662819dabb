package org.jwks4j.cli.web;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jwks4j.KeyFetcher;
import org.jwks4j.cli.doctor.Examination;
import org.jwks4j.cli.options.FetchOptions;
import org.jwks4j.cli.token.LiveExplanation;
import org.jwks4j.testkit.FakeIssuer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The page of one issuer, served, and the cookie of the browser that opened it. */
final class OpenPage implements AutoCloseable {
    final FakeIssuer issuer = FakeIssuer.builder().algorithms("ES256").start();
    final List<URI> addresses = new ArrayList<>();
    final Visitor visitor;
    final String cookie;
    private final ExecutorService executor = Executors.newFixedThreadPool(2);
    private final KeyFetcher fetcher;
    private final WebServer server;

    OpenPage() throws IOException {
        FetchOptions options = options();
        RecentChanges changes = new RecentChanges(InstantSource.system());
        List<String> issuers = List.of(issuer.issuer());
        fetcher = options.fetcher(issuers, Optional.of(changes));
        LiveExplanation explanation = new LiveExplanation(
                fetcher, issuers, List.of("orders"), Optional.empty(), Duration.ZERO, InstantSource.system());
        Examination examination = new Examination(options, InstantSource.system(), progress -> {});
        WebApi api = new WebApi(fetcher, issuers, explanation, examination, changes);
        server = WebServer.start(0, executor, new Random(1), addresses::add, api);
        visitor = new Visitor(addresses.get(0).getPort());
        cookie = open(addresses.get(0).getPath());
    }

    private static FetchOptions options() {
        @Command
        class Options {
            @Mixin
            FetchOptions fetch = new FetchOptions();
        }
        Options options = new Options();
        new CommandLine(options).parseArgs("--http-on-loopback");
        return options.fetch;
    }

    String open(String path) throws IOException {
        String cookie = visitor.get(path, visitor.host()).header("Set-Cookie").orElse("none=;");
        return "Cookie: " + cookie.substring(0, cookie.indexOf(';'));
    }

    /** As the page does it. */
    Visitor.Reply post(String path, String body) throws IOException {
        return visitor.post(
                path,
                body,
                visitor.host(),
                cookie,
                "Origin: " + visitor.origin(),
                "Content-Type: application/json",
                "Sec-Fetch-Site: same-origin");
    }

    @Override
    public void close() {
        server.close();
        fetcher.close();
        executor.shutdownNow();
        issuer.close();
    }
}
