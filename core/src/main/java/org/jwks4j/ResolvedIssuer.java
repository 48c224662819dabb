package org.jwks4j;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * An issuer that a resolver vouched for: at work, or at rest until somebody asks for it again. A caller who got hold of the
 * issuer just before it came to rest is served by it all the same.
 */
final class ResolvedIssuer {
    private static final AtomicReferenceFieldUpdater<ResolvedIssuer, Object> FORM =
            AtomicReferenceFieldUpdater.newUpdater(ResolvedIssuer.class, Object.class, "form");

    private final TrustedIssuer trusted;
    private final IssuerFactory factory;
    private volatile Object form; // an Issuer, or the text of a RestingIssuer

    ResolvedIssuer(TrustedIssuer trusted, IssuerFactory factory) {
        this.trusted = trusted;
        this.factory = factory;
        this.form = factory.atRuntime(trusted, this::rest, null);
    }

    boolean isAs(TrustedIssuer other) {
        return trusted.equals(other);
    }

    /** The issuer, woken where it rests. */
    Issuer issuer() {
        while (true) {
            Object current = form;
            if (current instanceof Issuer issuer) {
                return issuer;
            }
            RestingIssuer resting = new RestingIssuer((byte[]) current);
            Issuer woken = factory.atRuntime(trusted, this::rest, resting);
            if (FORM.compareAndSet(this, current, woken)) {
                return woken;
            }
        }
    }

    private void rest() {
        if (form instanceof Issuer issuer) {
            RestingIssuer resting = issuer.resting();
            if (resting != null && FORM.compareAndSet(this, issuer, resting.text())) {
                issuer.letGo();
            }
        }
    }

    /** Wakes nobody. */
    IssuerStatus status(boolean closed, Shared shared) {
        return form instanceof byte[] text
                ? new RestingIssuer(text).status(trusted, closed, shared)
                : issuer().status(closed);
    }

    /** Wakes nobody. */
    Optional<FetchedJwkSet> export(Shared shared) {
        return form instanceof byte[] text
                ? new RestingIssuer(text).export(trusted, shared.revoked())
                : issuer().export();
    }

    void letGo() {
        if (form instanceof Issuer issuer) {
            issuer.letGo();
        }
    }

    void close() {
        if (form instanceof Issuer issuer) {
            issuer.close();
        }
    }
}
