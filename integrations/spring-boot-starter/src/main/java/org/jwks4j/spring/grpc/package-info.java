/** The answer of a gRPC server of Spring gRPC while keys cannot be had. */
@NullMarked
package org.jwks4j.spring.grpc;

import org.jspecify.annotations.NullMarked;
