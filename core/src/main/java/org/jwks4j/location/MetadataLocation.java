package org.jwks4j.location;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.Quoted;
import org.jwks4j.net.Origin;

/**
 * Where an issuer's metadata is: one of the two standard places, a path of your own, or a URI. Which are asked, and in which
 * order, is configuration; nothing is guessed.
 */
public final class MetadataLocation {
    private static final MetadataLocation OPENID =
            new MetadataLocation(Kind.APPENDED, "/.well-known/openid-configuration");
    private static final MetadataLocation OAUTH =
            new MetadataLocation(Kind.INSERTED, "/.well-known/oauth-authorization-server");

    private final Kind kind;
    private final String place;

    private MetadataLocation(Kind kind, String place) {
        this.kind = kind;
        this.place = place;
    }

    /**
     * {@code /.well-known/openid-configuration} behind the issuer (OpenID Connect Discovery 1.0 §4). The default.
     *
     * @return the location
     */
    public static MetadataLocation openIdConfiguration() {
        return OPENID;
    }

    /**
     * {@code /.well-known/oauth-authorization-server} between the issuer's host and path (RFC 8414 §3).
     *
     * @return the location
     */
    public static MetadataLocation oauthAuthorizationServer() {
        return OAUTH;
    }

    /**
     * A path of your own behind the issuer, whose terminating slash is dropped first.
     *
     * @param path begins with a slash
     * @return the location
     */
    public static MetadataLocation path(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException(
                    "a metadata path begins with a slash; for a whole URI use MetadataLocation.uri(...)");
        }
        return new MetadataLocation(Kind.APPENDED, path);
    }

    /**
     * A document anywhere. Its {@code issuer} must still equal the issuer.
     *
     * @param uri where it is
     * @return the location
     */
    public static MetadataLocation uri(String uri) {
        return new MetadataLocation(Kind.FIXED, requireNonNull(uri, "uri"));
    }

    /**
     * The URI for an issuer, not yet checked against what may be asked.
     *
     * @param issuer its exact name
     * @return where its metadata is
     */
    public String of(String issuer) {
        return switch (kind) {
            case APPENDED -> withoutSlash(issuer) + place;
            case INSERTED -> inserted(Origin.uri(withoutSlash(issuer)));
            case FIXED -> place;
        };
    }

    /**
     * Whether the place is a part of the issuer's own URI.
     *
     * @return false for {@link #uri}
     */
    public boolean dependsOnIssuer() {
        return kind != Kind.FIXED;
    }

    private String inserted(URI issuer) {
        return issuer.getScheme() + "://" + issuer.getRawAuthority() + place + issuer.getRawPath();
    }

    private static String withoutSlash(String issuer) {
        return issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MetadataLocation location && kind == location.kind && place.equals(location.place);
    }

    @Override
    public int hashCode() {
        return place.hashCode();
    }

    /** Says how the location is found. */
    @Override
    public String toString() {
        return kind + " " + Quoted.uri(place);
    }

    private enum Kind {
        APPENDED,
        INSERTED,
        FIXED
    }
}
