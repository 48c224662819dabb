package org.jwks4j.testkit;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives JUnit Jupiter tests a {@link FakeIssuer}, started before and closed after.
 *
 * <p>{@code @ExtendWith(FakeIssuerExtension.class)} and a static {@code @RegisterExtension} field give one issuer to
 * the class, its nested classes included; after each test it behaves and listens again, and its keys and counts stay. A
 * {@code @RegisterExtension} field that is not static gives one to each test. Test methods may take it as a parameter
 * of type {@code FakeIssuer}; with several fields, use those in place of parameters. Tests that share an issuer and
 * misbehave should not run in parallel.
 */
public final class FakeIssuerExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private final Namespace namespace = Namespace.create(FakeIssuerExtension.class, this);
    private final Supplier<FakeIssuer> starter;
    private volatile @Nullable FakeIssuer current;

    /** As {@link #http()}, for {@code @ExtendWith}. */
    public FakeIssuerExtension() {
        this(FakeIssuer::start);
    }

    private FakeIssuerExtension(Supplier<FakeIssuer> starter) {
        this.starter = starter;
    }

    /** {@return an extension that starts HTTP issuers; see {@link FakeIssuer#start()}} */
    public static FakeIssuerExtension http() {
        return new FakeIssuerExtension();
    }

    /** {@return an extension that starts HTTPS issuers; see {@link FakeIssuer#startHttps()}} */
    public static FakeIssuerExtension https() {
        return new FakeIssuerExtension(FakeIssuer::startHttps);
    }

    /**
     * {@return an extension that starts issuers in a way of your own}
     *
     * @param starter called whenever one is needed, for instance {@code FakeIssuer.builder().path("/demo")::start}
     */
    public static FakeIssuerExtension startedBy(Supplier<FakeIssuer> starter) {
        return new FakeIssuerExtension(requireNonNull(starter, "starter"));
    }

    /**
     * {@return the issuer of the running test}
     *
     * @throws IllegalStateException when no test runs
     */
    public FakeIssuer issuer() {
        FakeIssuer issuer = current;
        if (issuer == null) {
            throw new IllegalStateException("no issuer outside of tests; is the field annotated @RegisterExtension?");
        }
        return issuer;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        startUnlessInherited(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        startUnlessInherited(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (closeOwn(context)) {
            return;
        }
        FakeIssuer shared = issuer();
        shared.behave();
        shared.resume();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        closeOwn(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FakeIssuer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return issuer();
    }

    /** A store shows what the enclosing contexts hold, so an issuer of the class is found by its tests. */
    private void startUnlessInherited(ExtensionContext context) {
        Store store = context.getStore(namespace);
        if (store.get(FakeIssuer.class, FakeIssuer.class) == null) {
            FakeIssuer issuer = starter.get();
            store.put(FakeIssuer.class, issuer);
            current = issuer;
        }
    }

    /** Removing, unlike showing, is limited to the context itself. */
    private boolean closeOwn(ExtensionContext context) {
        FakeIssuer own = context.getStore(namespace).remove(FakeIssuer.class, FakeIssuer.class);
        if (own == null) {
            return false;
        }
        current = null;
        own.close();
        return true;
    }
}
