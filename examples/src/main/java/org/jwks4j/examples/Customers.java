package org.jwks4j.examples;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.KeyFetcher;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.error.TokenException;
import org.jwks4j.transport.httpclient5.GuardedHttpTransport;

/** Takes tokens of issuers that customers bring along. Arguments: an issuer that a customer has registered, and tokens. */
public final class Customers {
    private final Set<String> registered;

    private Customers(Set<String> registered) {
        this.registered = registered;
    }

    /** Where the application has a database. */
    private CompletableFuture<Optional<TrustedIssuer>> lookUp(String issuer) {
        return CompletableFuture.completedFuture(
                registered.contains(issuer) ? Optional.of(TrustedIssuer.of(issuer)) : Optional.empty());
    }

    public static void main(String[] args) {
        Customers customers = new Customers(Set.of(args[0]));
        List<String> tokens = List.of(args).subList(1, args.length);
        // tag::customers[]
        try (GuardedHttpTransport guarded = GuardedHttpTransport.create();
                KeyFetcher fetcher = KeyFetcher.builder()
                        .trust(IssuerTemplate.of("https://{org}.okta.com/oauth2/{server}"))
                        .trust(customers::lookUp) // a future: whom a database knows, and how to reach them
                        .guardedTransport(guarded) // to public addresses only, whatever their names lead to
                        .build()) {
            // end::customers[]
            for (String token : tokens) {
                try {
                    System.out.println("200 " + fetcher.blocking().getKey(token).issuer());
                } catch (TokenException e) {
                    System.out.println(e.httpStatus() + " " + e.reason());
                }
            }
        }
    }
}
