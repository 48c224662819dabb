package org.jwks4j.nimbus;

import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;
import org.jwks4j.VerificationKey;

/** The keys that were got for a token, on their way through the processor. */
record ResolvedKeys(List<VerificationKey> keys) implements SecurityContext {}
