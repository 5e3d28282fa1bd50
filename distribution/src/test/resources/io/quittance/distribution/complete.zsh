# Prints what zsh makes of words when TAB is pressed after them. Arguments: the installation, then the words.
zmodload zsh/zpty
zpty -b z zsh -f -i
zpty -w z "PS1='> '; PATH=$1/bin:\$PATH; fpath=($1/share/completion \$fpath); autoload -U compinit; compinit -u -D
show() { print -r -- \"<\$BUFFER>\" }; zle -N show; bindkey '^I' complete-word '^X' show; print rea''dy"
zpty -r -m z out '*ready*'
shift
for words; do
  zpty -w -n z $'\x15'$words$'\t\x18'
  zpty -r -m z out '*<*>*'
  print -r -- "${${out##*<}%%>*}"
done
zpty -d z
