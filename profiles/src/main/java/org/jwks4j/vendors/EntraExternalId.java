package org.jwks4j.vendors;

import java.util.List;

/**
 * Microsoft Entra External ID in an external tenant, for customers. Its issuer has the tenant's GUID in its host too; its metadata is at
 * the tenant's name.
 *
 * @see <a href="https://learn.microsoft.com/entra/external-id/customers/concept-authentication-methods-customers">Microsoft Entra
 *     External ID for customers</a>
 * @see <a href="https://learn.microsoft.com/entra/external-id/customers/how-to-web-app-node-sign-in-prepare-app">The authority of an
 *     external tenant, in an example</a>
 */
public final class EntraExternalId {
    private EntraExternalId() {}

    /**
     * A tenant: the issuer is {@code https://{tenantId}.ciamlogin.com/{tenantId}/v2.0}, its metadata is at {@code
     * https://{subdomain}.ciamlogin.com/{tenantId}/v2.0/.well-known/openid-configuration}.
     *
     * @param subdomain the tenant's name before {@code .ciamlogin.com}
     * @param tenantId its GUID in lower case
     * @return the tenant, whose tokens are those of Entra in version 2
     */
    public static Entra tenant(String subdomain, String tenantId) {
        String path = ".ciamlogin.com/" + Argument.TENANT_ID.check(tenantId) + "/v2.0";
        String metadata =
                "https://" + Argument.LABEL.check("subdomain", subdomain) + path + "/.well-known/openid-configuration";
        return new Entra(Entra.Version.V2, "https://" + tenantId + path, List.of(tenantId), metadata);
    }
}
