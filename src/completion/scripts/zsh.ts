/** A function for $fpath, or to be sourced. */
export const zsh = String.raw`#compdef smsctl
# smsctl completion for zsh. To load it: source <(smsctl completion zsh)

_smsctl() {
  local program=${'$'}{(Q)words[1]} line value meaning
  [[ $program == */* || -n ${'$'}{commands[$program]} || -n ${'$'}{functions[$program]} ]] || program=smsctl

  local -a typed lines described
  typed=("${'$'}{(@Q)words[2,CURRENT-1]}" "${'$'}{(Q)PREFIX}")
  lines=("${'$'}{(@f)$("$program" complete -- "${'$'}{typed[@]}" 2>/dev/null </dev/null)}")

  if [[ $lines[1] == files ]]; then
    compset -P '--*='
    _files
    return
  fi

  for line in "${'$'}{(@)lines[2,-1]}"; do
    [[ -n $line ]] || continue
    value=${'$'}{line%%$'\t'*}
    meaning=${'$'}{line#*$'\t'}
    described+=("${'$'}{${'$'}{value//\\/\\\\}//:/\\:}${'$'}{meaning:+:$meaning}")
  done
  (( $#described )) && _describe -V smsctl described
}

if [[ ${'$'}{funcstack[1]} == _smsctl ]]; then
  _smsctl "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
  compdef _smsctl smsctl
fi
`;
