package org.jwks4j.refresh;

import org.jwks4j.net.Environment;

/**
 * What is known of names that are not in the value.
 *
 * @param budget for the fetches that they cause
 * @param absent those that a fetch has confirmed absent since the last change
 * @param fetchAt when to fetch for those whom the empty budget refused; {@link Environment#NEVER} if it refused no one
 */
record UnknownNames(FetchBudget budget, AbsentNames absent, long fetchAt) {
    static UnknownNames none(RefreshSettings rules) {
        return new UnknownNames(FetchBudget.full(rules), AbsentNames.NONE, Environment.NEVER);
    }

    UnknownNames with(FetchBudget changed) {
        return new UnknownNames(changed, absent, fetchAt);
    }

    UnknownNames with(AbsentNames changed) {
        return new UnknownNames(budget, changed, fetchAt);
    }

    UnknownNames withFetchAt(long changed) {
        return new UnknownNames(budget, absent, changed);
    }
}
