package io.quittance.core.demo;

/**
 * What a demo does.
 *
 * @param seed what the shop's chance derives from
 * @param rate orders a second
 * @param schedule when it does what
 */
public record DemoPlan(long seed, int rate, Schedule schedule) {}
