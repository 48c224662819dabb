package org.jwks4j.vendors;

import java.util.List;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.location.MetadataLocation;
import org.jwks4j.verifier.TokenProfiles;
import org.jwks4j.verifier.TokenRules;

/**
 * Microsoft Entra ID in the public cloud. A tenant is known by its GUID, in {@code iss} and in {@code tid}. A key that names a
 * tenant counts for that tenant only. Immutable.
 *
 * <p>Which version of access tokens an API gets, its own app registration says ({@code requestedAccessTokenVersion}), not the
 * endpoint that the client used.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/access-tokens">Access tokens in the Microsoft identity
 *     platform</a>
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference">Access token claims reference</a>
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference">ID token claims reference</a>
 */
public final class Entra {
    private static final String LOGIN = "https://login.microsoftonline.com/";
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final String TEMPLATE = LOGIN + "{tenantid:uuid}/v2.0";
    private static final String COMMON = LOGIN + "common/v2.0" + DISCOVERY;

    private final Version version;
    private final String issuer;
    private final List<String> tenantIds;
    private final String metadata;

    Entra(Version version, String issuer, List<String> tenantIds, String metadata) {
        this.version = version;
        this.issuer = issuer;
        this.tenantIds = tenantIds;
        this.metadata = metadata;
    }

    /**
     * Tokens of version 2 of one tenant: the issuer is {@code https://login.microsoftonline.com/{tenantId}/v2.0}.
     *
     * @param tenantId its GUID in lower case
     * @return the tenant
     */
    public static Entra tenant(String tenantId) {
        String issuer = LOGIN + Argument.TENANT_ID.check(tenantId) + "/v2.0";
        return new Entra(Version.V2, issuer, List.of(tenantId), issuer + DISCOVERY);
    }

    /**
     * Tokens of version 1 of one tenant: the issuer is {@code https://sts.windows.net/{tenantId}/}.
     *
     * @param tenantId its GUID in lower case
     * @return the tenant
     */
    public static Entra tenantV1(String tenantId) {
        String issuer = "https://sts.windows.net/" + Argument.TENANT_ID.check(tenantId) + "/";
        return new Entra(Version.V1, issuer, List.of(tenantId), LOGIN + tenantId + DISCOVERY);
    }

    /**
     * Tokens of version 2 of any of several tenants.
     *
     * @param tenantIds two or more GUIDs in lower case
     * @return the tenants
     */
    public static Entra tenants(String... tenantIds) {
        if (tenantIds.length < 2) {
            throw new IllegalArgumentException("tenants(...) needs two or more; for one there is tenant(...)");
        }
        return new Entra(Version.V2, TEMPLATE, List.of(Argument.TENANT_ID.checkAll(tenantIds)), COMMON);
    }

    /**
     * Tokens of version 2 of any tenant, that of personal accounts among them: anyone can have a tenant. Who may do what is for
     * the application to say, by {@code tid} together with {@code oid} or {@code sub}.
     *
     * @return all tenants
     * @see <a href="https://learn.microsoft.com/entra/identity-platform/howto-convert-app-to-be-multi-tenant">Convert an app to be
     *     multitenant</a>
     */
    public static Entra anyTenant() {
        return new Entra(Version.V2, TEMPLATE, List.of(), COMMON);
    }

    /**
     * Takes the keys that Entra signs with for one application, if it has a signing key of its own, as it must have for mapped
     * claims: the metadata is asked for with {@code ?appid=}, and has another {@code jwks_uri}.
     *
     * @param clientId the application's GUID in lower case
     * @return a changed copy
     * @see <a href="https://learn.microsoft.com/entra/identity-platform/jwt-claims-customization">Customize claims issued in the JSON
     *     web token</a>
     */
    public Entra withKeysOfApplication(String clientId) {
        return new Entra(version, issuer, tenantIds, metadata + "?appid=" + Argument.CLIENT_GUID.check(clientId));
    }

    /**
     * Access tokens for an API. An ID token is refused even if it has the same audience, as it does if client and API are one app
     * registration: it does not say which client it was issued to.
     *
     * @param audience the API as {@code aud} has it: its client ID in tokens of version 2; that, or its URI such as {@code
     *     api://orders}, in those of version 1
     * @return the tenants with the rules for these access tokens
     */
    public VendorTrust accessTokens(String... audience) {
        return trust(TokenRules.forAudience(audience).requireClaim("sub").requireClaim(version.client));
    }

    /**
     * ID tokens for a client.
     *
     * @param clientId this client's GUID
     * @return the tenants with the rules for its ID tokens
     */
    public VendorTrust idTokens(String clientId) {
        return trust(TokenProfiles.idToken(Argument.CLIENT_GUID.check(clientId))
                .forbidClaim("scp") // access tokens on behalf of a user have it
                .forbidClaim(version.client + "acr")); // and all access tokens this: how the client proved who it is
    }

    private VendorTrust trust(TokenRules ofKind) {
        TokenRules rules = ofKind.requireClaim("ver", version.number);
        MetadataLocation at = MetadataLocation.uri(metadata);
        if (tenantIds.size() == 1) {
            return VendorTrust.of(
                    TrustedIssuer.of(issuer).withMetadataAt(at), rules.requireClaim("tid", tenantIds.get(0)));
        }
        IssuerTemplate template = IssuerTemplate.of(issuer).withClaim("tid", "tenantid");
        IssuerTemplate some =
                tenantIds.isEmpty() ? template : template.withValues("tenantid", tenantIds.toArray(String[]::new));
        return VendorTrust.of(some.with(tenant -> tenant.withMetadataAt(at)), rules);
    }

    /** What differs between the versions: the claim that names the client, and the value of {@code ver}. */
    enum Version {
        V1("1.0", "appid"),
        V2("2.0", "azp");

        private final String number;
        private final String client;

        Version(String number, String client) {
            this.number = number;
            this.client = client;
        }
    }
}
