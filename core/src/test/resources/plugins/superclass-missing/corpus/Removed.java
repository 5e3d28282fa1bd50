package corpus;

/** Taken out of the jar after compilation. */
public abstract class Removed extends BaseFactory {}
