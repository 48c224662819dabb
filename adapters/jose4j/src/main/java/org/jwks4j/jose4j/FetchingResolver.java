package org.jwks4j.jose4j;

import java.security.Key;
import java.util.List;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.CompactSerializer;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;
import org.jwks4j.KeyFetcher;
import org.jwks4j.error.KeyFetchException;
import org.jwks4j.error.KeyFetchException.MalformedTokenException;
import org.jwks4j.jose4j.Trial.NoSignerException;
import org.jwks4j.token.TokenFormatException;
import org.jwks4j.token.UnverifiedToken;

/** Asks for the keys of each JWS when jose4j wants them. */
final class FetchingResolver implements VerificationKeyResolver {
    private final KeyFetcher fetcher;

    FetchingResolver(KeyFetcher fetcher) {
        this.fetcher = fetcher;
    }

    @Override
    public Key resolveKey(JsonWebSignature jws, List<JsonWebStructure> nestingContext) throws UnresolvableKeyException {
        try {
            return fetcher.blocking()
                    .tryKeys(read(jws), keys -> Trial.requireSigner(jws, keys), NoSignerException.class::isInstance);
        } catch (NoSignerException e) {
            return e.tried();
        } catch (KeyFetchException e) {
            throw new UnresolvableKeyException(e.getMessage(), e);
        }
    }

    /** The token's own text goes to our strict reader, so that it is never read in two ways. */
    private static UnverifiedToken read(JsonWebSignature jws) {
        try {
            return UnverifiedToken.parse(CompactSerializer.serialize(
                    jws.getHeaders().getEncodedHeader(), jws.getEncodedPayload(), jws.getEncodedSignature()));
        } catch (TokenFormatException e) {
            throw new MalformedTokenException(e);
        }
    }
}
