package io.quittance.core.reconcile;

import io.quittance.core.store.Claim;
import io.quittance.core.store.LedgerChanges;
import java.util.List;
import java.util.Set;

/**
 * What was decided about findings.
 *
 * @param held the claims that were still ours
 * @param findings those of the claims that were still ours, with the faults that remain
 */
record Settled(Set<Claim> held, List<Finding> findings, LedgerChanges changes) {}
