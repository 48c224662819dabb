/** What all commands read from and write to: text for people, JSON for programs, exit codes. */
@NullMarked
package org.jwks4j.cli.terminal;

import org.jspecify.annotations.NullMarked;
