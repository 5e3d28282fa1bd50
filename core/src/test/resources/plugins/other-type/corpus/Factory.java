package corpus;

public final class Factory {}
