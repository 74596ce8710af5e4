/** Names that a cell may read although no cell binds them: Python's builtins and what IPython adds. */
export const BUILTIN_NAMES: ReadonlySet<string> = new Set(
  `ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError
   BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError
   ConnectionError ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError
   Ellipsis EncodingWarning EnvironmentError Exception ExceptionGroup False FileExistsError
   FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError
   ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError
   KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError None
   NotADirectoryError NotImplemented NotImplementedError OSError OverflowError
   PendingDeprecationWarning PermissionError ProcessLookupError PythonFinalizationError
   RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration
   StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError True
   TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError
   UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError
   __build_class__ __debug__ __doc__ __import__ __loader__ __name__ __package__ __spec__
   __builtins__ abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr
   classmethod compile complex copyright credits delattr dict dir divmod enumerate eval exec exit
   filter float format frozenset getattr globals hasattr hash help hex id input int isinstance
   issubclass iter len license list locals map max memoryview min next object oct open ord pow
   print property quit range repr reversed round set setattr slice sorted staticmethod str sum
   super tuple type vars zip display get_ipython`.split(/\s+/)
);

export function isBuiltin(name: string): boolean {
  return BUILTIN_NAMES.has(name);
}

/** `_`, `__`, `_3`, `Out`, `In`, `_i`, `_dh`…: IPython's history, which a step of its own does not have. */
export function isHistoryName(name: string): boolean {
  return /^(_{1,3}|_i{1,3}|_i?\d+|_dh|_ih|_oh|In|Out)$/.test(name);
}
