package io.quittance.core.store;

import java.util.UUID;

/**
 * What an operator decided about facts, as far as the rules go by it.
 *
 * @param caseId the case that was resolved
 */
public record OperatorDecision(UUID caseId, CaseFacts facts, CaseAction action) {}
