package corpus;

public final class Factory extends Removed {}
