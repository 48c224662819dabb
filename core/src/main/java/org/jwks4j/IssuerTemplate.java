package org.jwks4j;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.Quoted;
import org.jwks4j.location.JwksHosts;
import org.jwks4j.net.Origin;
import org.jwks4j.template.TemplateSlot;
import org.jwks4j.template.TemplateText;
import org.jwks4j.template.TenantBinding;

/**
 * Issuers that differ in a tenant's name: {@code https://login.microsoftonline.com/{tenantid}/v2.0},
 * {@code https://{org}.okta.com/oauth2/{server}}. A slot is a whole path segment of {@code [A-Za-z0-9._-]}, no dot segment, at
 * most 255 characters; or a whole DNS label in lower case, left of the registrable domain. {@code {tenantid:uuid}} takes only a
 * UUID in lower case, and {@link #withValues} only what is on a list. All else is compared to the letter. Matching takes time
 * linear in the length of the {@code iss}, and there are no regular expressions to write.
 *
 * <p>Every tenant is an issuer of its own, with keys, failures and a status of its own; its name is bound to its
 * {@linkplain TrustedIssuer#slot slots}. Immutable; each {@code with} method returns a changed copy.
 */
public final class IssuerTemplate {
    private final TemplateText text;
    private final Map<String, Set<String>> values;
    private final Map<String, String> slotByClaim;
    private final UnaryOperator<TrustedIssuer> configuration;
    private final @Nullable Destinations ofEveryTenant;

    /**
     * Makes a template.
     *
     * @param ofEveryTenant where the issuers lead, all of them; null if a tenant has a part in that
     */
    private IssuerTemplate(
            TemplateText text,
            Map<String, Set<String>> values,
            Map<String, String> slotByClaim,
            UnaryOperator<TrustedIssuer> configuration,
            @Nullable Destinations ofEveryTenant) {
        this.text = text;
        this.values = values;
        this.slotByClaim = slotByClaim;
        this.configuration = configuration;
        this.ofEveryTenant = ofEveryTenant;
    }

    /**
     * A template whose issuers find their keys through the fetcher's metadata locations, on hosts of the same registrable
     * domain.
     *
     * @param template the issuer, with at least one slot
     * @return the template
     * @throws IllegalArgumentException when a slot is no whole segment or label, or reaches into the registrable domain; or
     *     the rest is no https URI
     */
    public static IssuerTemplate of(String template) {
        TemplateText text = TemplateText.parse(requireNonNull(template, "template"));
        IssuerTemplate plain = new IssuerTemplate(text, Map.of(), Map.of(), issuer -> issuer, null);
        return text.hasSlotInHost() ? plain : plain.leadingTo(Destinations.of(plain.example(0)));
    }

    /**
     * Takes only these values for a slot.
     *
     * @param slot its name
     * @param allowed at least one, each compared to the letter
     * @return a changed copy
     */
    public IssuerTemplate withValues(String slot, String... allowed) {
        requireSlot(slot);
        if (allowed.length == 0 || values.containsKey(slot)) {
            throw new IllegalArgumentException("withValues() needs a value, and is called once for a slot");
        }
        for (String value : allowed) {
            if (!text.slot(slot).accepts(value)) {
                throw new IllegalArgumentException("a value of withValues() does not fit the slot");
            }
        }
        Map<String, Set<String>> all = new LinkedHashMap<>(values);
        all.put(slot, Set.copyOf(List.of(allowed)));
        return new IssuerTemplate(text, Map.copyOf(all), slotByClaim, configuration, ofEveryTenant);
    }

    /**
     * Requires a claim of every token to be a string that equals a slot, as Entra's {@code tid} is its tenant. The verifier
     * and the adapters check it; code that verifies by other means finds it in {@link TrustedIssuer#boundClaims()}.
     *
     * @param claim its name
     * @param slot the slot's name
     * @return a changed copy
     */
    public IssuerTemplate withClaim(String claim, String slot) {
        requireSlot(slot);
        if (claim.isEmpty() || claim.equals("iss")) {
            throw new IllegalArgumentException("withClaim() needs a claim, and iss is compared in any case");
        }
        Map<String, String> all = new LinkedHashMap<>(slotByClaim);
        if (all.putIfAbsent(claim, slot) != null) {
            throw new IllegalArgumentException("withClaim() was called twice for a claim");
        }
        return new IssuerTemplate(text, values, Map.copyOf(all), configuration, ofEveryTenant);
    }

    /**
     * Says more of every issuer: where its metadata is, which algorithms it may use, what is sent to it. Called when a tenant
     * is met that is not known yet or was forgotten; and with examples at once, so that a mistake shows at start (values of
     * {@link #withValues} are said before). If the tenant has a part in the host of a URI, a
     * {@link KeyFetcherBuilder#guardedTransport} is needed, and the owner of that host gets the headers and tokens that are said
     * here. Each issuer is compared with the examples: one that leads to another scheme, host or port, or allows other
     * {@linkplain TrustedIssuer#withJwksHosts hosts}, is reached through the guarded transport; if there is none, its keys are
     * unavailable.
     *
     * @param change makes a changed copy of the issuer, whose {@linkplain TrustedIssuer#slot slots} it may read; must not block
     * @return a changed copy
     */
    public IssuerTemplate with(UnaryOperator<TrustedIssuer> change) {
        requireNonNull(change, "change");
        UnaryOperator<TrustedIssuer> both = issuer ->
                requireNonNull(change.apply(configuration.apply(issuer)), "with(...) of a template answered null");
        IssuerTemplate changed = new IssuerTemplate(text, values, slotByClaim, both, null);
        Destinations one = Destinations.of(changed.example(0));
        Destinations another = Destinations.of(changed.example(1));
        return ofEveryTenant == null || !one.equals(another) ? changed : changed.leadingTo(one);
    }

    private IssuerTemplate leadingTo(Destinations destinations) {
        return new IssuerTemplate(text, values, slotByClaim, configuration, destinations);
    }

    /**
     * Compares an issuer with the template.
     *
     * @param issuer an {@code iss}
     * @return the issuer with its slots; empty when it does not fit to the letter
     */
    public Optional<TrustedIssuer> match(String issuer) {
        Map<String, String> slots = text.match(issuer);
        return slots == null || !areAllowed(slots) ? Optional.empty() : Optional.of(bound(issuer, slots));
    }

    /**
     * Whether an issuer fits, without more being made of it.
     *
     * @param issuer an {@code iss}
     * @return true if {@link #match} finds it
     */
    public boolean matches(String issuer) {
        if (values.isEmpty()) {
            return text.fits(issuer);
        }
        Map<String, String> slots = text.match(issuer);
        return slots != null && areAllowed(slots);
    }

    private boolean areAllowed(Map<String, String> slots) {
        for (Map.Entry<String, Set<String>> rule : values.entrySet()) {
            if (!rule.getValue().contains(slots.get(rule.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether some issuer fits both.
     *
     * @param other another template, or the same
     * @return false if none can
     */
    public boolean sharesIssuersWith(IssuerTemplate other) {
        return text.overlaps(values, other.text, other.values);
    }

    private TrustedIssuer bound(String issuer, Map<String, String> slots) {
        Map<String, String> claims = new LinkedHashMap<>();
        slotByClaim.forEach((claim, slot) -> claims.put(claim, String.valueOf(slots.get(slot))));
        TenantBinding tenant = new TenantBinding(slots, claims, ofEveryTenant == null);
        TrustedIssuer configured = configuration.apply(TrustedIssuer.bound(issuer, tenant));
        if (!configured.name().equals(issuer) || !tenant.equals(configured.tenant())) {
            throw new IllegalStateException(
                    "with(...) of a template must answer with a changed copy of the issuer it got");
        }
        return ofEveryTenant == null || ofEveryTenant.include(Destinations.of(configured))
                ? configured
                : configured.atHostOfOthers();
    }

    /** Whether a tenant has a part in where we connect to: by its name, or by what is said of the examples. */
    boolean letsTenantsChooseHosts() {
        return ofEveryTenant == null;
    }

    /**
     * What each token must say of its issuer's slots, as {@link #withClaim} had it.
     *
     * @return names of slots by claim
     */
    public Map<String, String> boundClaims() {
        return slotByClaim;
    }

    /**
     * Some issuer that fits, as {@link #match} would find it: to see what {@link #with} says of the issuers.
     *
     * @return an issuer that need not be there
     */
    public TrustedIssuer example() {
        return example(0);
    }

    private TrustedIssuer example(int which) {
        Map<String, String> slots = new LinkedHashMap<>();
        text.slots().forEach(slot -> {
            Set<String> allowed = values.get(slot.name());
            slots.put(slot.name(), allowed == null ? slot.example(which) : nth(allowed, which));
        });
        return bound(text.with(slots), slots);
    }

    private static String nth(Set<String> allowed, int which) {
        List<String> sorted = allowed.stream().sorted().toList();
        return sorted.get(Math.min(which, sorted.size() - 1));
    }

    private void requireSlot(String slot) {
        List<String> names = text.slots().stream().map(TemplateSlot::name).toList();
        if (!names.contains(requireNonNull(slot, "slot"))) {
            throw new IllegalArgumentException("the template has no slot of that name; it has " + names);
        }
    }

    /** The template as it was written, in quotes. */
    @Override
    public String toString() {
        return Quoted.of(text.toString());
    }

    /**
     * Where the configuration of a template's issuer leads. Of tenants that have no part in it, all lead to the same.
     *
     * @param origins of its own URIs, of its name, those that its headers go to besides, and those that may be asked by http
     * @param jwksHosts where its metadata may lead
     */
    private record Destinations(Set<Origin> origins, JwksHosts jwksHosts) {
        Destinations {
            origins = Set.copyOf(origins);
        }

        static Destinations of(TrustedIssuer issuer) {
            Set<Origin> all = new HashSet<>(IssuerUris.origins(issuer, List.of()));
            all.add(Origin.of(issuer.name())); // the fetcher's own places, if it has none
            all.addAll(issuer.access().origins());
            all.addAll(issuer.access().plain());
            return new Destinations(all, issuer.jwksHosts());
        }

        /** Whether the other issuer leads nowhere else. */
        boolean include(Destinations other) {
            return origins.containsAll(other.origins) && jwksHosts.equals(other.jwksHosts);
        }
    }
}
